//! The names this project knows by number, derived from UBL 2.1; written by `cargo xtask regenerate`, not by hand.

use super::name::{Name, Namespace};

/// The document elements.
#[allow(missing_docs, non_upper_case_globals)]
pub mod root {
    use super::Name as N;
    pub const Invoice: N = N::known(0);
    pub const CreditNote: N = N::known(1);
    pub const ApplicationResponse: N = N::known(2);
    pub const Reminder: N = N::known(3);
}

/// Basic components (`cbc:`).
#[allow(missing_docs, non_upper_case_globals)]
pub mod cbc {
    use super::Name as N;
    pub const AcceptedIndicator: N = N::known(4);
    pub const AcceptedVariantsDescription: N = N::known(5);
    pub const AccountFormatCode: N = N::known(6);
    pub const AccountID: N = N::known(7);
    pub const AccountTypeCode: N = N::known(8);
    pub const AccountingCost: N = N::known(9);
    pub const AccountingCostCode: N = N::known(10);
    pub const ActionCode: N = N::known(11);
    pub const ActivityType: N = N::known(12);
    pub const ActivityTypeCode: N = N::known(13);
    pub const ActualDeliveryDate: N = N::known(14);
    pub const ActualDeliveryTime: N = N::known(15);
    pub const ActualDespatchDate: N = N::known(16);
    pub const ActualDespatchTime: N = N::known(17);
    pub const ActualPickupDate: N = N::known(18);
    pub const ActualPickupTime: N = N::known(19);
    pub const ActualTemperatureReductionQuantity: N = N::known(20);
    pub const AdValoremIndicator: N = N::known(21);
    pub const AdditionalAccountID: N = N::known(22);
    pub const AdditionalConditions: N = N::known(23);
    pub const AdditionalInformation: N = N::known(24);
    pub const AdditionalStreetName: N = N::known(25);
    pub const AddressFormatCode: N = N::known(26);
    pub const AddressTypeCode: N = N::known(27);
    pub const AdjustmentReasonCode: N = N::known(28);
    pub const AdmissionCode: N = N::known(29);
    pub const AdvertisementAmount: N = N::known(30);
    pub const AgencyID: N = N::known(31);
    pub const AgencyName: N = N::known(32);
    pub const AirFlowPercent: N = N::known(33);
    pub const AircraftID: N = N::known(34);
    pub const AliasName: N = N::known(35);
    pub const AllowanceChargeReason: N = N::known(36);
    pub const AllowanceChargeReasonCode: N = N::known(37);
    pub const AllowanceTotalAmount: N = N::known(38);
    pub const AltitudeMeasure: N = N::known(39);
    pub const Amount: N = N::known(40);
    pub const AmountRate: N = N::known(41);
    pub const AnimalFoodApprovedIndicator: N = N::known(42);
    pub const AnimalFoodIndicator: N = N::known(43);
    pub const AnnualAverageAmount: N = N::known(44);
    pub const ApplicationStatusCode: N = N::known(45);
    pub const ApprovalDate: N = N::known(46);
    pub const ApprovalStatus: N = N::known(47);
    pub const AttributeID: N = N::known(48);
    pub const AuctionConstraintIndicator: N = N::known(49);
    pub const AuctionURI: N = N::known(50);
    pub const AvailabilityDate: N = N::known(51);
    pub const AvailabilityStatusCode: N = N::known(52);
    pub const AverageAmount: N = N::known(53);
    pub const AverageSubsequentContractAmount: N = N::known(54);
    pub const AwardDate: N = N::known(55);
    pub const AwardTime: N = N::known(56);
    pub const AwardingCriterionDescription: N = N::known(57);
    pub const AwardingCriterionID: N = N::known(58);
    pub const AwardingCriterionTypeCode: N = N::known(59);
    pub const AwardingMethodTypeCode: N = N::known(60);
    pub const BackOrderAllowedIndicator: N = N::known(61);
    pub const BackorderQuantity: N = N::known(62);
    pub const BackorderReason: N = N::known(63);
    pub const BalanceAmount: N = N::known(64);
    pub const BalanceBroughtForwardIndicator: N = N::known(65);
    pub const BarcodeSymbologyID: N = N::known(66);
    pub const BarecodeSymbologyID: N = N::known(67);
    pub const BaseAmount: N = N::known(68);
    pub const BaseQuantity: N = N::known(69);
    pub const BaseUnitMeasure: N = N::known(70);
    pub const BasedOnConsensusIndicator: N = N::known(71);
    pub const BasicConsumedQuantity: N = N::known(72);
    pub const BatchQuantity: N = N::known(73);
    pub const BestBeforeDate: N = N::known(74);
    pub const BindingOnBuyerIndicator: N = N::known(75);
    pub const BirthDate: N = N::known(76);
    pub const BirthplaceName: N = N::known(77);
    pub const BlockName: N = N::known(78);
    pub const BrandName: N = N::known(79);
    pub const BrokerAssignedID: N = N::known(80);
    pub const BudgetYearNumeric: N = N::known(81);
    pub const BuildingName: N = N::known(82);
    pub const BuildingNumber: N = N::known(83);
    pub const BulkCargoIndicator: N = N::known(84);
    pub const BusinessClassificationEvidenceID: N = N::known(85);
    pub const BusinessIdentityEvidenceID: N = N::known(86);
    pub const BuyerEventID: N = N::known(87);
    pub const BuyerProfileURI: N = N::known(88);
    pub const BuyerReference: N = N::known(89);
    pub const CV2ID: N = N::known(90);
    pub const CalculationExpression: N = N::known(91);
    pub const CalculationExpressionCode: N = N::known(92);
    pub const CalculationMethodCode: N = N::known(93);
    pub const CalculationRate: N = N::known(94);
    pub const CalculationSequenceNumeric: N = N::known(95);
    pub const CallBaseAmount: N = N::known(96);
    pub const CallDate: N = N::known(97);
    pub const CallExtensionAmount: N = N::known(98);
    pub const CallTime: N = N::known(99);
    pub const CancellationNote: N = N::known(100);
    pub const CandidateReductionConstraintIndicator: N = N::known(101);
    pub const CandidateStatement: N = N::known(102);
    pub const CanonicalizationMethod: N = N::known(103);
    pub const CapabilityTypeCode: N = N::known(104);
    pub const CardChipCode: N = N::known(105);
    pub const CardTypeCode: N = N::known(106);
    pub const CargoTypeCode: N = N::known(107);
    pub const CarrierAssignedID: N = N::known(108);
    pub const CarrierServiceInstructions: N = N::known(109);
    pub const CatalogueIndicator: N = N::known(110);
    pub const CategoryName: N = N::known(111);
    pub const CertificateType: N = N::known(112);
    pub const CertificateTypeCode: N = N::known(113);
    pub const ChangeConditions: N = N::known(114);
    pub const Channel: N = N::known(115);
    pub const ChannelCode: N = N::known(116);
    pub const CharacterSetCode: N = N::known(117);
    pub const Characteristics: N = N::known(118);
    pub const ChargeIndicator: N = N::known(119);
    pub const ChargeTotalAmount: N = N::known(120);
    pub const ChargeableQuantity: N = N::known(121);
    pub const ChargeableWeightMeasure: N = N::known(122);
    pub const ChildConsignmentQuantity: N = N::known(123);
    pub const ChipApplicationID: N = N::known(124);
    pub const CityName: N = N::known(125);
    pub const CitySubdivisionName: N = N::known(126);
    pub const CodeValue: N = N::known(127);
    pub const CollaborationPriorityCode: N = N::known(128);
    pub const Comment: N = N::known(129);
    pub const CommodityCode: N = N::known(130);
    pub const CompanyID: N = N::known(131);
    pub const CompanyLegalForm: N = N::known(132);
    pub const CompanyLegalFormCode: N = N::known(133);
    pub const CompanyLiquidationStatusCode: N = N::known(134);
    pub const ComparedValueMeasure: N = N::known(135);
    pub const ComparisonDataCode: N = N::known(136);
    pub const ComparisonDataSourceCode: N = N::known(137);
    pub const ComparisonForecastIssueDate: N = N::known(138);
    pub const ComparisonForecastIssueTime: N = N::known(139);
    pub const CompletionIndicator: N = N::known(140);
    pub const Condition: N = N::known(141);
    pub const ConditionCode: N = N::known(142);
    pub const Conditions: N = N::known(143);
    pub const ConditionsDescription: N = N::known(144);
    pub const ConsigneeAssignedID: N = N::known(145);
    pub const ConsignmentQuantity: N = N::known(146);
    pub const ConsignorAssignedID: N = N::known(147);
    pub const ConsolidatableIndicator: N = N::known(148);
    pub const ConstitutionCode: N = N::known(149);
    pub const ConsumerIncentiveTacticTypeCode: N = N::known(150);
    pub const ConsumerUnitQuantity: N = N::known(151);
    pub const ConsumersEnergyLevel: N = N::known(152);
    pub const ConsumersEnergyLevelCode: N = N::known(153);
    pub const ConsumptionEnergyQuantity: N = N::known(154);
    pub const ConsumptionID: N = N::known(155);
    pub const ConsumptionLevel: N = N::known(156);
    pub const ConsumptionLevelCode: N = N::known(157);
    pub const ConsumptionReportID: N = N::known(158);
    pub const ConsumptionType: N = N::known(159);
    pub const ConsumptionTypeCode: N = N::known(160);
    pub const ConsumptionWaterQuantity: N = N::known(161);
    pub const ContainerizedIndicator: N = N::known(162);
    pub const Content: N = N::known(163);
    pub const ContentUnitQuantity: N = N::known(164);
    pub const ContractFolderID: N = N::known(165);
    pub const ContractName: N = N::known(166);
    pub const ContractSubdivision: N = N::known(167);
    pub const ContractType: N = N::known(168);
    pub const ContractTypeCode: N = N::known(169);
    pub const ContractedCarrierAssignedID: N = N::known(170);
    pub const ContractingSystemCode: N = N::known(171);
    pub const CoordinateSystemCode: N = N::known(172);
    pub const CopyIndicator: N = N::known(173);
    pub const CorporateRegistrationTypeCode: N = N::known(174);
    pub const CorporateStockAmount: N = N::known(175);
    pub const CorrectionAmount: N = N::known(176);
    pub const CorrectionType: N = N::known(177);
    pub const CorrectionTypeCode: N = N::known(178);
    pub const CorrectionUnitAmount: N = N::known(179);
    pub const CountrySubentity: N = N::known(180);
    pub const CountrySubentityCode: N = N::known(181);
    pub const CreditLineAmount: N = N::known(182);
    pub const CreditNoteTypeCode: N = N::known(183);
    pub const CreditedQuantity: N = N::known(184);
    pub const CrewQuantity: N = N::known(185);
    pub const CurrencyCode: N = N::known(186);
    pub const CurrentChargeType: N = N::known(187);
    pub const CurrentChargeTypeCode: N = N::known(188);
    pub const CustomerAssignedAccountID: N = N::known(189);
    pub const CustomerReference: N = N::known(190);
    pub const CustomizationID: N = N::known(191);
    pub const CustomsClearanceServiceInstructions: N = N::known(192);
    pub const CustomsImportClassifiedIndicator: N = N::known(193);
    pub const CustomsStatusCode: N = N::known(194);
    pub const CustomsTariffQuantity: N = N::known(195);
    pub const DamageRemarks: N = N::known(196);
    pub const DangerousGoodsApprovedIndicator: N = N::known(197);
    pub const DataSendingCapability: N = N::known(198);
    pub const DataSourceCode: N = N::known(199);
    pub const Date: N = N::known(200);
    pub const DebitLineAmount: N = N::known(201);
    pub const DebitedQuantity: N = N::known(202);
    pub const DeclarationTypeCode: N = N::known(203);
    pub const DeclaredCarriageValueAmount: N = N::known(204);
    pub const DeclaredCustomsValueAmount: N = N::known(205);
    pub const DeclaredForCarriageValueAmount: N = N::known(206);
    pub const DeclaredStatisticsValueAmount: N = N::known(207);
    pub const DeliveredQuantity: N = N::known(208);
    pub const DeliveryInstructions: N = N::known(209);
    pub const DemurrageInstructions: N = N::known(210);
    pub const Department: N = N::known(211);
    pub const Description: N = N::known(212);
    pub const DescriptionCode: N = N::known(213);
    pub const DespatchAdviceTypeCode: N = N::known(214);
    pub const DifferenceTemperatureReductionQuantity: N = N::known(215);
    pub const DirectionCode: N = N::known(216);
    pub const DisplayTacticTypeCode: N = N::known(217);
    pub const DispositionCode: N = N::known(218);
    pub const District: N = N::known(219);
    pub const DocumentCurrencyCode: N = N::known(220);
    pub const DocumentDescription: N = N::known(221);
    pub const DocumentHash: N = N::known(222);
    pub const DocumentID: N = N::known(223);
    pub const DocumentStatusCode: N = N::known(224);
    pub const DocumentStatusReasonCode: N = N::known(225);
    pub const DocumentStatusReasonDescription: N = N::known(226);
    pub const DocumentType: N = N::known(227);
    pub const DocumentTypeCode: N = N::known(228);
    pub const DocumentationFeeAmount: N = N::known(229);
    pub const DueDate: N = N::known(230);
    pub const DurationMeasure: N = N::known(231);
    pub const Duty: N = N::known(232);
    pub const DutyCode: N = N::known(233);
    pub const EarliestPickupDate: N = N::known(234);
    pub const EarliestPickupTime: N = N::known(235);
    pub const EconomicOperatorRegistryURI: N = N::known(236);
    pub const EffectiveDate: N = N::known(237);
    pub const EffectiveTime: N = N::known(238);
    pub const ElectronicDeviceDescription: N = N::known(239);
    pub const ElectronicMail: N = N::known(240);
    pub const EmbeddedDocumentBinaryObject: N = N::known(241);
    pub const EmergencyProceduresCode: N = N::known(242);
    pub const EmployeeQuantity: N = N::known(243);
    pub const EncodingCode: N = N::known(244);
    pub const EndDate: N = N::known(245);
    pub const EndTime: N = N::known(246);
    pub const EndpointID: N = N::known(247);
    pub const EnvironmentalEmissionTypeCode: N = N::known(248);
    pub const EstimatedAmount: N = N::known(249);
    pub const EstimatedConsumedQuantity: N = N::known(250);
    pub const EstimatedDeliveryDate: N = N::known(251);
    pub const EstimatedDeliveryTime: N = N::known(252);
    pub const EstimatedDespatchDate: N = N::known(253);
    pub const EstimatedDespatchTime: N = N::known(254);
    pub const EstimatedOverallContractAmount: N = N::known(255);
    pub const EstimatedOverallContractQuantity: N = N::known(256);
    pub const EvaluationCriterionTypeCode: N = N::known(257);
    pub const EvidenceTypeCode: N = N::known(258);
    pub const ExceptionResolutionCode: N = N::known(259);
    pub const ExceptionStatusCode: N = N::known(260);
    pub const ExchangeMarketID: N = N::known(261);
    pub const ExclusionReason: N = N::known(262);
    pub const ExecutionRequirementCode: N = N::known(263);
    pub const ExemptionReason: N = N::known(264);
    pub const ExemptionReasonCode: N = N::known(265);
    pub const ExpectedOperatorQuantity: N = N::known(266);
    pub const ExpectedQuantity: N = N::known(267);
    pub const ExpenseCode: N = N::known(268);
    pub const ExpiryDate: N = N::known(269);
    pub const ExpiryTime: N = N::known(270);
    pub const Expression: N = N::known(271);
    pub const ExpressionCode: N = N::known(272);
    pub const ExtendedID: N = N::known(273);
    pub const Extension: N = N::known(274);
    pub const FaceValueAmount: N = N::known(275);
    pub const FamilyName: N = N::known(276);
    pub const FeatureTacticTypeCode: N = N::known(277);
    pub const FeeAmount: N = N::known(278);
    pub const FeeDescription: N = N::known(279);
    pub const FileName: N = N::known(280);
    pub const FinancingInstrumentCode: N = N::known(281);
    pub const FirstName: N = N::known(282);
    pub const FirstShipmentAvailibilityDate: N = N::known(283);
    pub const Floor: N = N::known(284);
    pub const FollowupContractIndicator: N = N::known(285);
    pub const ForecastPurposeCode: N = N::known(286);
    pub const ForecastTypeCode: N = N::known(287);
    pub const FormatCode: N = N::known(288);
    pub const ForwarderServiceInstructions: N = N::known(289);
    pub const FreeOfChargeIndicator: N = N::known(290);
    pub const FreeOnBoardValueAmount: N = N::known(291);
    pub const FreightForwarderAssignedID: N = N::known(292);
    pub const FreightRateClassCode: N = N::known(293);
    pub const Frequency: N = N::known(294);
    pub const FrozenDocumentIndicator: N = N::known(295);
    pub const FrozenPeriodDaysNumeric: N = N::known(296);
    pub const FullnessIndicationCode: N = N::known(297);
    pub const FullyPaidSharesIndicator: N = N::known(298);
    pub const FundingProgram: N = N::known(299);
    pub const FundingProgramCode: N = N::known(300);
    pub const GasPressureQuantity: N = N::known(301);
    pub const GenderCode: N = N::known(302);
    pub const GeneralCargoIndicator: N = N::known(303);
    pub const GovernmentAgreementConstraintIndicator: N = N::known(304);
    pub const GrossTonnageMeasure: N = N::known(305);
    pub const GrossVolumeMeasure: N = N::known(306);
    pub const GrossWeightMeasure: N = N::known(307);
    pub const GuaranteeTypeCode: N = N::known(308);
    pub const GuaranteedDespatchDate: N = N::known(309);
    pub const GuaranteedDespatchTime: N = N::known(310);
    pub const HandlingCode: N = N::known(311);
    pub const HandlingInstructions: N = N::known(312);
    pub const HashAlgorithmMethod: N = N::known(313);
    pub const HaulageInstructions: N = N::known(314);
    pub const HazardClassID: N = N::known(315);
    pub const HazardousCategoryCode: N = N::known(316);
    pub const HazardousRegulationCode: N = N::known(317);
    pub const HazardousRiskIndicator: N = N::known(318);
    pub const HeatingType: N = N::known(319);
    pub const HeatingTypeCode: N = N::known(320);
    pub const HigherTenderAmount: N = N::known(321);
    pub const HolderName: N = N::known(322);
    pub const HumanFoodApprovedIndicator: N = N::known(323);
    pub const HumanFoodIndicator: N = N::known(324);
    pub const HumidityPercent: N = N::known(325);
    pub const ID: N = N::known(326);
    pub const IdentificationCode: N = N::known(327);
    pub const IdentificationID: N = N::known(328);
    pub const ImmobilizationCertificateID: N = N::known(329);
    pub const ImportanceCode: N = N::known(330);
    pub const IndicationIndicator: N = N::known(331);
    pub const IndustryClassificationCode: N = N::known(332);
    pub const Information: N = N::known(333);
    pub const InformationURI: N = N::known(334);
    pub const InhalationToxicityZoneCode: N = N::known(335);
    pub const InhouseMail: N = N::known(336);
    pub const InspectionMethodCode: N = N::known(337);
    pub const InstallmentDueDate: N = N::known(338);
    pub const InstructionID: N = N::known(339);
    pub const InstructionNote: N = N::known(340);
    pub const Instructions: N = N::known(341);
    pub const InsurancePremiumAmount: N = N::known(342);
    pub const InsuranceValueAmount: N = N::known(343);
    pub const InventoryValueAmount: N = N::known(344);
    pub const InvoiceTypeCode: N = N::known(345);
    pub const InvoicedQuantity: N = N::known(346);
    pub const InvoicingPartyReference: N = N::known(347);
    pub const IssueDate: N = N::known(348);
    pub const IssueNumberID: N = N::known(349);
    pub const IssueTime: N = N::known(350);
    pub const IssuerID: N = N::known(351);
    pub const ItemClassificationCode: N = N::known(352);
    pub const ItemUpdateRequestIndicator: N = N::known(353);
    pub const JobTitle: N = N::known(354);
    pub const JourneyID: N = N::known(355);
    pub const Justification: N = N::known(356);
    pub const JustificationDescription: N = N::known(357);
    pub const Keyword: N = N::known(358);
    pub const LanguageID: N = N::known(359);
    pub const LastRevisionDate: N = N::known(360);
    pub const LastRevisionTime: N = N::known(361);
    pub const LatestDeliveryDate: N = N::known(362);
    pub const LatestDeliveryTime: N = N::known(363);
    pub const LatestMeterQuantity: N = N::known(364);
    pub const LatestMeterReadingDate: N = N::known(365);
    pub const LatestMeterReadingMethod: N = N::known(366);
    pub const LatestMeterReadingMethodCode: N = N::known(367);
    pub const LatestPickupDate: N = N::known(368);
    pub const LatestPickupTime: N = N::known(369);
    pub const LatestProposalAcceptanceDate: N = N::known(370);
    pub const LatestSecurityClearanceDate: N = N::known(371);
    pub const LatitudeDegreesMeasure: N = N::known(372);
    pub const LatitudeDirectionCode: N = N::known(373);
    pub const LatitudeMinutesMeasure: N = N::known(374);
    pub const LeadTimeMeasure: N = N::known(375);
    pub const LegalReference: N = N::known(376);
    pub const LegalStatusIndicator: N = N::known(377);
    pub const LiabilityAmount: N = N::known(378);
    pub const LicensePlateID: N = N::known(379);
    pub const LifeCycleStatusCode: N = N::known(380);
    pub const LimitationDescription: N = N::known(381);
    pub const Line: N = N::known(382);
    pub const LineCountNumeric: N = N::known(383);
    pub const LineExtensionAmount: N = N::known(384);
    pub const LineID: N = N::known(385);
    pub const LineNumberNumeric: N = N::known(386);
    pub const LineStatusCode: N = N::known(387);
    pub const ListValue: N = N::known(388);
    pub const LivestockIndicator: N = N::known(389);
    pub const LoadingLengthMeasure: N = N::known(390);
    pub const LoadingSequenceID: N = N::known(391);
    pub const LocaleCode: N = N::known(392);
    pub const Location: N = N::known(393);
    pub const LocationID: N = N::known(394);
    pub const LocationTypeCode: N = N::known(395);
    pub const Login: N = N::known(396);
    pub const LogoReferenceID: N = N::known(397);
    pub const LongitudeDegreesMeasure: N = N::known(398);
    pub const LongitudeDirectionCode: N = N::known(399);
    pub const LongitudeMinutesMeasure: N = N::known(400);
    pub const LossRisk: N = N::known(401);
    pub const LossRiskResponsibilityCode: N = N::known(402);
    pub const LotNumberID: N = N::known(403);
    pub const LowTendersDescription: N = N::known(404);
    pub const LowerOrangeHazardPlacardID: N = N::known(405);
    pub const LowerTenderAmount: N = N::known(406);
    pub const MandateTypeCode: N = N::known(407);
    pub const ManufactureDate: N = N::known(408);
    pub const ManufactureTime: N = N::known(409);
    pub const MarkAttention: N = N::known(410);
    pub const MarkAttentionIndicator: N = N::known(411);
    pub const MarkCare: N = N::known(412);
    pub const MarkCareIndicator: N = N::known(413);
    pub const MarketValueAmount: N = N::known(414);
    pub const MarkingID: N = N::known(415);
    pub const MathematicOperatorCode: N = N::known(416);
    pub const MaximumAdvertisementAmount: N = N::known(417);
    pub const MaximumAmount: N = N::known(418);
    pub const MaximumBackorderQuantity: N = N::known(419);
    pub const MaximumCopiesNumeric: N = N::known(420);
    pub const MaximumMeasure: N = N::known(421);
    pub const MaximumNumberNumeric: N = N::known(422);
    pub const MaximumOperatorQuantity: N = N::known(423);
    pub const MaximumOrderQuantity: N = N::known(424);
    pub const MaximumPaidAmount: N = N::known(425);
    pub const MaximumPaymentInstructionsNumeric: N = N::known(426);
    pub const MaximumPercent: N = N::known(427);
    pub const MaximumQuantity: N = N::known(428);
    pub const MaximumValue: N = N::known(429);
    pub const MaximumVariantQuantity: N = N::known(430);
    pub const Measure: N = N::known(431);
    pub const MedicalFirstAidGuideCode: N = N::known(432);
    pub const MeterConstant: N = N::known(433);
    pub const MeterConstantCode: N = N::known(434);
    pub const MeterName: N = N::known(435);
    pub const MeterNumber: N = N::known(436);
    pub const MeterReadingComments: N = N::known(437);
    pub const MeterReadingType: N = N::known(438);
    pub const MeterReadingTypeCode: N = N::known(439);
    pub const MiddleName: N = N::known(440);
    pub const MimeCode: N = N::known(441);
    pub const MinimumAmount: N = N::known(442);
    pub const MinimumBackorderQuantity: N = N::known(443);
    pub const MinimumImprovementBid: N = N::known(444);
    pub const MinimumInventoryQuantity: N = N::known(445);
    pub const MinimumMeasure: N = N::known(446);
    pub const MinimumNumberNumeric: N = N::known(447);
    pub const MinimumOrderQuantity: N = N::known(448);
    pub const MinimumPercent: N = N::known(449);
    pub const MinimumQuantity: N = N::known(450);
    pub const MinimumValue: N = N::known(451);
    pub const MiscellaneousEventTypeCode: N = N::known(452);
    pub const ModelName: N = N::known(453);
    pub const MonetaryScope: N = N::known(454);
    pub const MovieTitle: N = N::known(455);
    pub const MultipleOrderQuantity: N = N::known(456);
    pub const MultiplierFactorNumeric: N = N::known(457);
    pub const Name: N = N::known(458);
    pub const NameCode: N = N::known(459);
    pub const NameSuffix: N = N::known(460);
    pub const NationalityID: N = N::known(461);
    pub const NatureCode: N = N::known(462);
    pub const NegotiationDescription: N = N::known(463);
    pub const NetNetWeightMeasure: N = N::known(464);
    pub const NetTonnageMeasure: N = N::known(465);
    pub const NetVolumeMeasure: N = N::known(466);
    pub const NetWeightMeasure: N = N::known(467);
    pub const NetworkID: N = N::known(468);
    pub const NominationDate: N = N::known(469);
    pub const NominationTime: N = N::known(470);
    pub const NormalTemperatureReductionQuantity: N = N::known(471);
    pub const Note: N = N::known(472);
    pub const NotificationTypeCode: N = N::known(473);
    pub const OccurrenceDate: N = N::known(474);
    pub const OccurrenceTime: N = N::known(475);
    pub const OnCarriageIndicator: N = N::known(476);
    pub const OneTimeChargeType: N = N::known(477);
    pub const OneTimeChargeTypeCode: N = N::known(478);
    pub const OntologyURI: N = N::known(479);
    pub const OpenTenderID: N = N::known(480);
    pub const OperatingYearsQuantity: N = N::known(481);
    pub const OptionalLineItemIndicator: N = N::known(482);
    pub const OptionsDescription: N = N::known(483);
    pub const OrderIntervalDaysNumeric: N = N::known(484);
    pub const OrderQuantityIncrementNumeric: N = N::known(485);
    pub const OrderResponseCode: N = N::known(486);
    pub const OrderTypeCode: N = N::known(487);
    pub const OrderableIndicator: N = N::known(488);
    pub const OrderableUnit: N = N::known(489);
    pub const OrderableUnitFactorRate: N = N::known(490);
    pub const OrganizationDepartment: N = N::known(491);
    pub const OriginalContractingSystemID: N = N::known(492);
    pub const OriginalJobID: N = N::known(493);
    pub const OtherConditionsIndicator: N = N::known(494);
    pub const OtherInstruction: N = N::known(495);
    pub const OtherName: N = N::known(496);
    pub const OutstandingQuantity: N = N::known(497);
    pub const OutstandingReason: N = N::known(498);
    pub const OversupplyQuantity: N = N::known(499);
    pub const OwnerTypeCode: N = N::known(500);
    pub const PackLevelCode: N = N::known(501);
    pub const PackQuantity: N = N::known(502);
    pub const PackSizeNumeric: N = N::known(503);
    pub const PackageLevelCode: N = N::known(504);
    pub const PackagingTypeCode: N = N::known(505);
    pub const PackingCriteriaCode: N = N::known(506);
    pub const PackingMaterial: N = N::known(507);
    pub const PaidAmount: N = N::known(508);
    pub const PaidDate: N = N::known(509);
    pub const PaidTime: N = N::known(510);
    pub const ParentDocumentID: N = N::known(511);
    pub const ParentDocumentLineReferenceID: N = N::known(512);
    pub const ParentDocumentTypeCode: N = N::known(513);
    pub const ParentDocumentVersionID: N = N::known(514);
    pub const PartPresentationCode: N = N::known(515);
    pub const PartecipationPercent: N = N::known(516);
    pub const PartialDeliveryIndicator: N = N::known(517);
    pub const ParticipationPercent: N = N::known(518);
    pub const PartyCapacityAmount: N = N::known(519);
    pub const PartyType: N = N::known(520);
    pub const PartyTypeCode: N = N::known(521);
    pub const PassengerQuantity: N = N::known(522);
    pub const Password: N = N::known(523);
    pub const PayPerView: N = N::known(524);
    pub const PayableAlternativeAmount: N = N::known(525);
    pub const PayableAmount: N = N::known(526);
    pub const PayableRoundingAmount: N = N::known(527);
    pub const PayerReference: N = N::known(528);
    pub const PaymentAlternativeCurrencyCode: N = N::known(529);
    pub const PaymentChannelCode: N = N::known(530);
    pub const PaymentCurrencyCode: N = N::known(531);
    pub const PaymentDescription: N = N::known(532);
    pub const PaymentDueDate: N = N::known(533);
    pub const PaymentFrequencyCode: N = N::known(534);
    pub const PaymentID: N = N::known(535);
    pub const PaymentMeansCode: N = N::known(536);
    pub const PaymentMeansID: N = N::known(537);
    pub const PaymentNote: N = N::known(538);
    pub const PaymentOrderReference: N = N::known(539);
    pub const PaymentPercent: N = N::known(540);
    pub const PaymentPurposeCode: N = N::known(541);
    pub const PaymentTermsDetailsURI: N = N::known(542);
    pub const PenaltyAmount: N = N::known(543);
    pub const PenaltySurchargePercent: N = N::known(544);
    pub const PerUnitAmount: N = N::known(545);
    pub const Percent: N = N::known(546);
    pub const PerformanceMetricTypeCode: N = N::known(547);
    pub const PerformanceValueQuantity: N = N::known(548);
    pub const PerformingCarrierAssignedID: N = N::known(549);
    pub const PersonalSituation: N = N::known(550);
    pub const PhoneNumber: N = N::known(551);
    pub const PlacardEndorsement: N = N::known(552);
    pub const PlacardNotation: N = N::known(553);
    pub const PlannedDate: N = N::known(554);
    pub const PlotIdentification: N = N::known(555);
    pub const PositionCode: N = N::known(556);
    pub const PostEventNotificationDurationMeasure: N = N::known(557);
    pub const PostalZone: N = N::known(558);
    pub const Postbox: N = N::known(559);
    pub const PowerIndicator: N = N::known(560);
    pub const PreCarriageIndicator: N = N::known(561);
    pub const PreEventNotificationDurationMeasure: N = N::known(562);
    pub const PreferenceCriterionCode: N = N::known(563);
    pub const PrepaidAmount: N = N::known(564);
    pub const PrepaidIndicator: N = N::known(565);
    pub const PrepaidPaymentReferenceID: N = N::known(566);
    pub const PreviousCancellationReasonCode: N = N::known(567);
    pub const PreviousJobID: N = N::known(568);
    pub const PreviousMeterQuantity: N = N::known(569);
    pub const PreviousMeterReadingDate: N = N::known(570);
    pub const PreviousMeterReadingMethod: N = N::known(571);
    pub const PreviousMeterReadingMethodCode: N = N::known(572);
    pub const PreviousVersionID: N = N::known(573);
    pub const PriceAmount: N = N::known(574);
    pub const PriceChangeReason: N = N::known(575);
    pub const PriceEvaluationCode: N = N::known(576);
    pub const PriceList: N = N::known(577);
    pub const PriceRevisionFormulaDescription: N = N::known(578);
    pub const PriceType: N = N::known(579);
    pub const PriceTypeCode: N = N::known(580);
    pub const PricingCurrencyCode: N = N::known(581);
    pub const PricingUpdateRequestIndicator: N = N::known(582);
    pub const PrimaryAccountNumber: N = N::known(583);
    pub const PrimaryAccountNumberID: N = N::known(584);
    pub const PrintQualifier: N = N::known(585);
    pub const Priority: N = N::known(586);
    pub const PrivacyCode: N = N::known(587);
    pub const PrizeDescription: N = N::known(588);
    pub const PrizeIndicator: N = N::known(589);
    pub const ProcedureCode: N = N::known(590);
    pub const ProcessDescription: N = N::known(591);
    pub const ProcessReason: N = N::known(592);
    pub const ProcessReasonCode: N = N::known(593);
    pub const ProcurementSubTypeCode: N = N::known(594);
    pub const ProcurementTypeCode: N = N::known(595);
    pub const ProductTraceID: N = N::known(596);
    pub const ProfileExecutionID: N = N::known(597);
    pub const ProfileID: N = N::known(598);
    pub const ProfileStatusCode: N = N::known(599);
    pub const ProgressPercent: N = N::known(600);
    pub const PromotionalEventTypeCode: N = N::known(601);
    pub const ProviderTypeCode: N = N::known(602);
    pub const PublishAwardIndicator: N = N::known(603);
    pub const Purpose: N = N::known(604);
    pub const PurposeCode: N = N::known(605);
    pub const QualityControlCode: N = N::known(606);
    pub const Quantity: N = N::known(607);
    pub const QuantityDiscrepancyCode: N = N::known(608);
    pub const RadioCallSignID: N = N::known(609);
    pub const RailCarID: N = N::known(610);
    pub const Rank: N = N::known(611);
    pub const Rate: N = N::known(612);
    pub const ReceiptAdviceTypeCode: N = N::known(613);
    pub const ReceivedDate: N = N::known(614);
    pub const ReceivedElectronicTenderQuantity: N = N::known(615);
    pub const ReceivedForeignTenderQuantity: N = N::known(616);
    pub const ReceivedQuantity: N = N::known(617);
    pub const ReceivedTenderQuantity: N = N::known(618);
    pub const Reference: N = N::known(619);
    pub const ReferenceDate: N = N::known(620);
    pub const ReferenceEventCode: N = N::known(621);
    pub const ReferenceID: N = N::known(622);
    pub const ReferenceTime: N = N::known(623);
    pub const ReferencedConsignmentID: N = N::known(624);
    pub const RefrigeratedIndicator: N = N::known(625);
    pub const RefrigerationOnIndicator: N = N::known(626);
    pub const Region: N = N::known(627);
    pub const RegisteredDate: N = N::known(628);
    pub const RegisteredTime: N = N::known(629);
    pub const RegistrationDate: N = N::known(630);
    pub const RegistrationExpirationDate: N = N::known(631);
    pub const RegistrationID: N = N::known(632);
    pub const RegistrationName: N = N::known(633);
    pub const RegistrationNationality: N = N::known(634);
    pub const RegistrationNationalityID: N = N::known(635);
    pub const RegulatoryDomain: N = N::known(636);
    pub const RejectActionCode: N = N::known(637);
    pub const RejectReason: N = N::known(638);
    pub const RejectReasonCode: N = N::known(639);
    pub const RejectedQuantity: N = N::known(640);
    pub const RejectionNote: N = N::known(641);
    pub const ReleaseID: N = N::known(642);
    pub const ReliabilityPercent: N = N::known(643);
    pub const Remarks: N = N::known(644);
    pub const ReminderSequenceNumeric: N = N::known(645);
    pub const ReminderTypeCode: N = N::known(646);
    pub const ReplenishmentOwnerDescription: N = N::known(647);
    pub const RequestForQuotationLineID: N = N::known(648);
    pub const RequestedDeliveryDate: N = N::known(649);
    pub const RequestedDespatchDate: N = N::known(650);
    pub const RequestedDespatchTime: N = N::known(651);
    pub const RequestedInvoiceCurrencyCode: N = N::known(652);
    pub const RequestedPublicationDate: N = N::known(653);
    pub const RequiredCurriculaIndicator: N = N::known(654);
    pub const RequiredCustomsID: N = N::known(655);
    pub const RequiredDeliveryDate: N = N::known(656);
    pub const RequiredDeliveryTime: N = N::known(657);
    pub const RequiredFeeAmount: N = N::known(658);
    pub const ResidenceType: N = N::known(659);
    pub const ResidenceTypeCode: N = N::known(660);
    pub const ResidentOccupantsNumeric: N = N::known(661);
    pub const Resolution: N = N::known(662);
    pub const ResolutionCode: N = N::known(663);
    pub const ResolutionDate: N = N::known(664);
    pub const ResolutionTime: N = N::known(665);
    pub const ResponseCode: N = N::known(666);
    pub const ResponseDate: N = N::known(667);
    pub const ResponseTime: N = N::known(668);
    pub const RetailEventName: N = N::known(669);
    pub const RetailEventStatusCode: N = N::known(670);
    pub const ReturnabilityIndicator: N = N::known(671);
    pub const ReturnableMaterialIndicator: N = N::known(672);
    pub const ReturnableQuantity: N = N::known(673);
    pub const RevisedForecastLineID: N = N::known(674);
    pub const RevisionDate: N = N::known(675);
    pub const RevisionStatusCode: N = N::known(676);
    pub const RevisionTime: N = N::known(677);
    pub const RoamingPartnerName: N = N::known(678);
    pub const RoleCode: N = N::known(679);
    pub const RoleDescription: N = N::known(680);
    pub const Room: N = N::known(681);
    pub const RoundingAmount: N = N::known(682);
    pub const SalesOrderID: N = N::known(683);
    pub const SalesOrderLineID: N = N::known(684);
    pub const SchemeURI: N = N::known(685);
    pub const SealIssuerTypeCode: N = N::known(686);
    pub const SealStatusCode: N = N::known(687);
    pub const SealingPartyType: N = N::known(688);
    pub const SecurityClassificationCode: N = N::known(689);
    pub const SecurityID: N = N::known(690);
    pub const SellerEventID: N = N::known(691);
    pub const SequenceID: N = N::known(692);
    pub const SequenceNumberID: N = N::known(693);
    pub const SequenceNumeric: N = N::known(694);
    pub const SerialID: N = N::known(695);
    pub const ServiceInformationPreferenceCode: N = N::known(696);
    pub const ServiceName: N = N::known(697);
    pub const ServiceNumberCalled: N = N::known(698);
    pub const ServiceType: N = N::known(699);
    pub const ServiceTypeCode: N = N::known(700);
    pub const SettlementDiscountAmount: N = N::known(701);
    pub const SettlementDiscountPercent: N = N::known(702);
    pub const SharesNumberQuantity: N = N::known(703);
    pub const ShippingMarks: N = N::known(704);
    pub const ShippingOrderID: N = N::known(705);
    pub const ShippingPriorityLevelCode: N = N::known(706);
    pub const ShipsRequirements: N = N::known(707);
    pub const ShortQuantity: N = N::known(708);
    pub const ShortageActionCode: N = N::known(709);
    pub const SignatureID: N = N::known(710);
    pub const SignatureMethod: N = N::known(711);
    pub const SizeTypeCode: N = N::known(712);
    pub const SoleProprietorshipIndicator: N = N::known(713);
    pub const SourceCurrencyBaseRate: N = N::known(714);
    pub const SourceCurrencyCode: N = N::known(715);
    pub const SourceForecastIssueDate: N = N::known(716);
    pub const SourceForecastIssueTime: N = N::known(717);
    pub const SourceValueMeasure: N = N::known(718);
    pub const SpecialInstructions: N = N::known(719);
    pub const SpecialSecurityIndicator: N = N::known(720);
    pub const SpecialServiceInstructions: N = N::known(721);
    pub const SpecialTerms: N = N::known(722);
    pub const SpecialTransportRequirements: N = N::known(723);
    pub const SpecificationID: N = N::known(724);
    pub const SpecificationTypeCode: N = N::known(725);
    pub const SplitConsignmentIndicator: N = N::known(726);
    pub const StartDate: N = N::known(727);
    pub const StartTime: N = N::known(728);
    pub const StatementTypeCode: N = N::known(729);
    pub const StatusAvailableIndicator: N = N::known(730);
    pub const StatusCode: N = N::known(731);
    pub const StatusReason: N = N::known(732);
    pub const StatusReasonCode: N = N::known(733);
    pub const StreetName: N = N::known(734);
    pub const SubcontractingConditionsCode: N = N::known(735);
    pub const SubmissionDate: N = N::known(736);
    pub const SubmissionDueDate: N = N::known(737);
    pub const SubmissionMethodCode: N = N::known(738);
    pub const SubscriberID: N = N::known(739);
    pub const SubscriberType: N = N::known(740);
    pub const SubscriberTypeCode: N = N::known(741);
    pub const SubstitutionStatusCode: N = N::known(742);
    pub const SuccessiveSequenceID: N = N::known(743);
    pub const SummaryDescription: N = N::known(744);
    pub const SupplierAssignedAccountID: N = N::known(745);
    pub const SupplyChainActivityTypeCode: N = N::known(746);
    pub const TareWeightMeasure: N = N::known(747);
    pub const TargetCurrencyBaseRate: N = N::known(748);
    pub const TargetCurrencyCode: N = N::known(749);
    pub const TargetInventoryQuantity: N = N::known(750);
    pub const TargetServicePercent: N = N::known(751);
    pub const TariffClassCode: N = N::known(752);
    pub const TariffCode: N = N::known(753);
    pub const TariffDescription: N = N::known(754);
    pub const TaxAmount: N = N::known(755);
    pub const TaxCurrencyCode: N = N::known(756);
    pub const TaxEnergyAmount: N = N::known(757);
    pub const TaxEnergyBalanceAmount: N = N::known(758);
    pub const TaxEnergyOnAccountAmount: N = N::known(759);
    pub const TaxEvidenceIndicator: N = N::known(760);
    pub const TaxExclusiveAmount: N = N::known(761);
    pub const TaxExemptionReason: N = N::known(762);
    pub const TaxExemptionReasonCode: N = N::known(763);
    pub const TaxIncludedIndicator: N = N::known(764);
    pub const TaxInclusiveAmount: N = N::known(765);
    pub const TaxLevelCode: N = N::known(766);
    pub const TaxPointDate: N = N::known(767);
    pub const TaxTypeCode: N = N::known(768);
    pub const TaxableAmount: N = N::known(769);
    pub const TechnicalCommitteeDescription: N = N::known(770);
    pub const TechnicalName: N = N::known(771);
    pub const TelecommunicationsServiceCall: N = N::known(772);
    pub const TelecommunicationsServiceCallCode: N = N::known(773);
    pub const TelecommunicationsServiceCategory: N = N::known(774);
    pub const TelecommunicationsServiceCategoryCode: N = N::known(775);
    pub const TelecommunicationsSupplyType: N = N::known(776);
    pub const TelecommunicationsSupplyTypeCode: N = N::known(777);
    pub const Telefax: N = N::known(778);
    pub const Telephone: N = N::known(779);
    pub const TenderEnvelopeID: N = N::known(780);
    pub const TenderEnvelopeTypeCode: N = N::known(781);
    pub const TenderResultCode: N = N::known(782);
    pub const TenderTypeCode: N = N::known(783);
    pub const TendererRequirementTypeCode: N = N::known(784);
    pub const TendererRoleCode: N = N::known(785);
    pub const TestMethod: N = N::known(786);
    pub const Text: N = N::known(787);
    pub const ThirdPartyPayerIndicator: N = N::known(788);
    pub const ThresholdAmount: N = N::known(789);
    pub const ThresholdQuantity: N = N::known(790);
    pub const ThresholdValueComparisonCode: N = N::known(791);
    pub const TierRange: N = N::known(792);
    pub const TierRatePercent: N = N::known(793);
    pub const TimeAmount: N = N::known(794);
    pub const TimeDeltaDaysQuantity: N = N::known(795);
    pub const TimeFrequencyCode: N = N::known(796);
    pub const TimezoneOffset: N = N::known(797);
    pub const TimingComplaint: N = N::known(798);
    pub const TimingComplaintCode: N = N::known(799);
    pub const Title: N = N::known(800);
    pub const ToOrderIndicator: N = N::known(801);
    pub const TotalAmount: N = N::known(802);
    pub const TotalBalanceAmount: N = N::known(803);
    pub const TotalConsumedQuantity: N = N::known(804);
    pub const TotalCreditAmount: N = N::known(805);
    pub const TotalDebitAmount: N = N::known(806);
    pub const TotalDeliveredQuantity: N = N::known(807);
    pub const TotalGoodsItemQuantity: N = N::known(808);
    pub const TotalInvoiceAmount: N = N::known(809);
    pub const TotalMeteredQuantity: N = N::known(810);
    pub const TotalPackageQuantity: N = N::known(811);
    pub const TotalPackagesQuantity: N = N::known(812);
    pub const TotalPaymentAmount: N = N::known(813);
    pub const TotalTaskAmount: N = N::known(814);
    pub const TotalTaxAmount: N = N::known(815);
    pub const TotalTransportHandlingUnitQuantity: N = N::known(816);
    pub const TraceID: N = N::known(817);
    pub const TrackingDeviceCode: N = N::known(818);
    pub const TrackingID: N = N::known(819);
    pub const TradeItemPackingLabelingTypeCode: N = N::known(820);
    pub const TradeServiceCode: N = N::known(821);
    pub const TradingRestrictions: N = N::known(822);
    pub const TrainID: N = N::known(823);
    pub const TransactionCurrencyTaxAmount: N = N::known(824);
    pub const TransitDirectionCode: N = N::known(825);
    pub const TransportAuthorizationCode: N = N::known(826);
    pub const TransportEmergencyCardCode: N = N::known(827);
    pub const TransportEquipmentTypeCode: N = N::known(828);
    pub const TransportEventTypeCode: N = N::known(829);
    pub const TransportExecutionPlanReferenceID: N = N::known(830);
    pub const TransportExecutionStatusCode: N = N::known(831);
    pub const TransportHandlingUnitTypeCode: N = N::known(832);
    pub const TransportMeansTypeCode: N = N::known(833);
    pub const TransportModeCode: N = N::known(834);
    pub const TransportServiceCode: N = N::known(835);
    pub const TransportServiceProviderRemarks: N = N::known(836);
    pub const TransportServiceProviderSpecialTerms: N = N::known(837);
    pub const TransportUserRemarks: N = N::known(838);
    pub const TransportUserSpecialTerms: N = N::known(839);
    pub const TransportationServiceDescription: N = N::known(840);
    pub const TransportationServiceDetailsURI: N = N::known(841);
    pub const TransportationStatusTypeCode: N = N::known(842);
    pub const TypeCode: N = N::known(843);
    pub const UBLVersionID: N = N::known(844);
    pub const UNDGCode: N = N::known(845);
    pub const URI: N = N::known(846);
    pub const UUID: N = N::known(847);
    pub const UnknownPriceIndicator: N = N::known(848);
    pub const UpperOrangeHazardPlacardID: N = N::known(849);
    pub const UrgencyCode: N = N::known(850);
    pub const UtilityStatementTypeCode: N = N::known(851);
    pub const ValidateProcess: N = N::known(852);
    pub const ValidateTool: N = N::known(853);
    pub const ValidateToolVersion: N = N::known(854);
    pub const ValidationDate: N = N::known(855);
    pub const ValidationResultCode: N = N::known(856);
    pub const ValidationTime: N = N::known(857);
    pub const ValidatorID: N = N::known(858);
    pub const ValidityPeriod: N = N::known(859);
    pub const ValidityStartDate: N = N::known(860);
    pub const Value: N = N::known(861);
    pub const ValueAmount: N = N::known(862);
    pub const ValueMeasure: N = N::known(863);
    pub const ValueQualifier: N = N::known(864);
    pub const ValueQuantity: N = N::known(865);
    pub const VarianceQuantity: N = N::known(866);
    pub const VariantConstraintIndicator: N = N::known(867);
    pub const VariantID: N = N::known(868);
    pub const VersionID: N = N::known(869);
    pub const VesselID: N = N::known(870);
    pub const VesselName: N = N::known(871);
    pub const WarrantyInformation: N = N::known(872);
    pub const WebsiteURI: N = N::known(873);
    pub const WeekDayCode: N = N::known(874);
    pub const Weight: N = N::known(875);
    pub const WeightNumeric: N = N::known(876);
    pub const WeightingAlgorithmCode: N = N::known(877);
    pub const WorkPhase: N = N::known(878);
    pub const WorkPhaseCode: N = N::known(879);
    pub const XPath: N = N::known(880);
}

/// Aggregate components (`cac:`).
#[allow(missing_docs, non_upper_case_globals)]
pub mod cac {
    use super::Name as N;
    pub const AcceptanceTransportEvent: N = N::known(881);
    pub const AccessoryRelatedItem: N = N::known(882);
    pub const AccountingContact: N = N::known(883);
    pub const AccountingCustomerParty: N = N::known(884);
    pub const AccountingSupplierParty: N = N::known(885);
    pub const ActivityDataLine: N = N::known(886);
    pub const ActivityFinalLocation: N = N::known(887);
    pub const ActivityOriginLocation: N = N::known(888);
    pub const ActivityPeriod: N = N::known(889);
    pub const ActivityProperty: N = N::known(890);
    pub const ActualArrivalTransportEvent: N = N::known(891);
    pub const ActualDepartureTransportEvent: N = N::known(892);
    pub const ActualPackage: N = N::known(893);
    pub const ActualPickupTransportEvent: N = N::known(894);
    pub const ActualWaypointTransportEvent: N = N::known(895);
    pub const AdditionalCommodityClassification: N = N::known(896);
    pub const AdditionalDocumentReference: N = N::known(897);
    pub const AdditionalDocumentResponse: N = N::known(898);
    pub const AdditionalInformationParty: N = N::known(899);
    pub const AdditionalItemIdentification: N = N::known(900);
    pub const AdditionalItemProperty: N = N::known(901);
    pub const AdditionalQualifyingParty: N = N::known(902);
    pub const AdditionalTemperature: N = N::known(903);
    pub const AdditionalTransportationService: N = N::known(904);
    pub const Address: N = N::known(905);
    pub const AddressLine: N = N::known(906);
    pub const AgentParty: N = N::known(907);
    pub const AirTransport: N = N::known(908);
    pub const AllowanceCharge: N = N::known(909);
    pub const AllowedSubcontractTerms: N = N::known(910);
    pub const AlternativeConditionPrice: N = N::known(911);
    pub const AlternativeDeliveryLocation: N = N::known(912);
    pub const AlternativeLineItem: N = N::known(913);
    pub const AnticipatedMonetaryTotal: N = N::known(914);
    pub const AppealInformationParty: N = N::known(915);
    pub const AppealReceiverParty: N = N::known(916);
    pub const AppealTerms: N = N::known(917);
    pub const ApplicableAddress: N = N::known(918);
    pub const ApplicablePeriod: N = N::known(919);
    pub const ApplicableRegulation: N = N::known(920);
    pub const ApplicableTaxCategory: N = N::known(921);
    pub const ApplicableTerritoryAddress: N = N::known(922);
    pub const ApplicableTransportMeans: N = N::known(923);
    pub const AtLocation: N = N::known(924);
    pub const AttachedTransportEquipment: N = N::known(925);
    pub const Attachment: N = N::known(926);
    pub const AuctionTerms: N = N::known(927);
    pub const AvailabilityTransportEvent: N = N::known(928);
    pub const AwardedTenderedProject: N = N::known(929);
    pub const AwardingCriterion: N = N::known(930);
    pub const AwardingCriterionResponse: N = N::known(931);
    pub const AwardingTerms: N = N::known(932);
    pub const BeneficiaryParty: N = N::known(933);
    pub const BillOfLadingHolderParty: N = N::known(934);
    pub const BillToParty: N = N::known(935);
    pub const BillingReference: N = N::known(936);
    pub const BillingReferenceLine: N = N::known(937);
    pub const BonusPaymentTerms: N = N::known(938);
    pub const Branch: N = N::known(939);
    pub const BudgetAccount: N = N::known(940);
    pub const BudgetAccountLine: N = N::known(941);
    pub const BusinessClassificationScheme: N = N::known(942);
    pub const BuyerContact: N = N::known(943);
    pub const BuyerCustomerParty: N = N::known(944);
    pub const BuyerProposedSubstituteLineItem: N = N::known(945);
    pub const BuyersItemIdentification: N = N::known(946);
    pub const CallDuty: N = N::known(947);
    pub const CallForTendersDocumentReference: N = N::known(948);
    pub const CallForTendersLineReference: N = N::known(949);
    pub const Capability: N = N::known(950);
    pub const CardAccount: N = N::known(951);
    pub const CarrierParty: N = N::known(952);
    pub const CatalogueDocumentReference: N = N::known(953);
    pub const CatalogueItemIdentification: N = N::known(954);
    pub const CatalogueItemSpecificationUpdateLine: N = N::known(955);
    pub const CatalogueLine: N = N::known(956);
    pub const CatalogueLineReference: N = N::known(957);
    pub const CataloguePricingUpdateLine: N = N::known(958);
    pub const CatalogueReference: N = N::known(959);
    pub const CatalogueRequestLine: N = N::known(960);
    pub const CategorizesClassificationCategory: N = N::known(961);
    pub const Certificate: N = N::known(962);
    pub const CertificateOfOriginApplication: N = N::known(963);
    pub const ChildConsignment: N = N::known(964);
    pub const ClassificationCategory: N = N::known(965);
    pub const ClassificationScheme: N = N::known(966);
    pub const ClassifiedTaxCategory: N = N::known(967);
    pub const Clause: N = N::known(968);
    pub const CollectPaymentTerms: N = N::known(969);
    pub const CollectedPayment: N = N::known(970);
    pub const CommissionPaymentTerms: N = N::known(971);
    pub const CommodityClassification: N = N::known(972);
    pub const Communication: N = N::known(973);
    pub const ComplementaryRelatedItem: N = N::known(974);
    pub const CompletedTask: N = N::known(975);
    pub const ComponentRelatedItem: N = N::known(976);
    pub const Condition: N = N::known(977);
    pub const ConsigneeParty: N = N::known(978);
    pub const Consignment: N = N::known(979);
    pub const ConsignorParty: N = N::known(980);
    pub const ConsolidatedShipment: N = N::known(981);
    pub const ConstitutionPeriod: N = N::known(982);
    pub const Consumption: N = N::known(983);
    pub const ConsumptionAverage: N = N::known(984);
    pub const ConsumptionCorrection: N = N::known(985);
    pub const ConsumptionHistory: N = N::known(986);
    pub const ConsumptionLine: N = N::known(987);
    pub const ConsumptionPoint: N = N::known(988);
    pub const ConsumptionReport: N = N::known(989);
    pub const ConsumptionReportReference: N = N::known(990);
    pub const Contact: N = N::known(991);
    pub const ContactParty: N = N::known(992);
    pub const ContainedGoodsItem: N = N::known(993);
    pub const ContainedInTransportEquipment: N = N::known(994);
    pub const ContainedPackage: N = N::known(995);
    pub const ContainingPackage: N = N::known(996);
    pub const ContainingTransportEquipment: N = N::known(997);
    pub const Contract: N = N::known(998);
    pub const ContractAcceptancePeriod: N = N::known(999);
    pub const ContractDocumentReference: N = N::known(1000);
    pub const ContractExecutionRequirement: N = N::known(1001);
    pub const ContractExtension: N = N::known(1002);
    pub const ContractFormalizationPeriod: N = N::known(1003);
    pub const ContractResponsibleParty: N = N::known(1004);
    pub const ContractingActivity: N = N::known(1005);
    pub const ContractingParty: N = N::known(1006);
    pub const ContractingPartyType: N = N::known(1007);
    pub const ContractorCustomerParty: N = N::known(1008);
    pub const ContractualDelivery: N = N::known(1009);
    pub const ContractualDocumentReference: N = N::known(1010);
    pub const CorporateRegistrationScheme: N = N::known(1011);
    pub const Country: N = N::known(1012);
    pub const CreditAccount: N = N::known(1013);
    pub const CreditNoteDocumentReference: N = N::known(1014);
    pub const CreditNoteLine: N = N::known(1015);
    pub const CrewMemberPerson: N = N::known(1016);
    pub const CurrentStatus: N = N::known(1017);
    pub const CustomerParty: N = N::known(1018);
    pub const CustomsAgentParty: N = N::known(1019);
    pub const CustomsDeclaration: N = N::known(1020);
    pub const DebitNoteDocumentReference: N = N::known(1021);
    pub const DebitNoteLine: N = N::known(1022);
    pub const Declaration: N = N::known(1023);
    pub const DefaultLanguage: N = N::known(1024);
    pub const DeletedCatalogueReference: N = N::known(1025);
    pub const Delivery: N = N::known(1026);
    pub const DeliveryAddress: N = N::known(1027);
    pub const DeliveryContact: N = N::known(1028);
    pub const DeliveryCustomerParty: N = N::known(1029);
    pub const DeliveryLocation: N = N::known(1030);
    pub const DeliveryParty: N = N::known(1031);
    pub const DeliveryPeriod: N = N::known(1032);
    pub const DeliveryTerms: N = N::known(1033);
    pub const DeliveryTransportEvent: N = N::known(1034);
    pub const DeliveryUnit: N = N::known(1035);
    pub const DependentLineReference: N = N::known(1036);
    pub const DependentPriceReference: N = N::known(1037);
    pub const Despatch: N = N::known(1038);
    pub const DespatchAddress: N = N::known(1039);
    pub const DespatchContact: N = N::known(1040);
    pub const DespatchDocumentReference: N = N::known(1041);
    pub const DespatchLine: N = N::known(1042);
    pub const DespatchLineReference: N = N::known(1043);
    pub const DespatchLocation: N = N::known(1044);
    pub const DespatchParty: N = N::known(1045);
    pub const DespatchSupplierParty: N = N::known(1046);
    pub const DestinationCountry: N = N::known(1047);
    pub const DetentionTransportEvent: N = N::known(1048);
    pub const DigitalSignatureAttachment: N = N::known(1049);
    pub const Dimension: N = N::known(1050);
    pub const DisbursementPaymentTerms: N = N::known(1051);
    pub const DischargeTransportEvent: N = N::known(1052);
    pub const DiscrepancyResponse: N = N::known(1053);
    pub const DocumentAvailabilityPeriod: N = N::known(1054);
    pub const DocumentDistribution: N = N::known(1055);
    pub const DocumentProviderParty: N = N::known(1056);
    pub const DocumentReference: N = N::known(1057);
    pub const DocumentResponse: N = N::known(1058);
    pub const DocumentTenderRequirement: N = N::known(1059);
    pub const DriverPerson: N = N::known(1060);
    pub const DropoffTransportEvent: N = N::known(1061);
    pub const DurationPeriod: N = N::known(1062);
    pub const Duty: N = N::known(1063);
    pub const EconomicOperatorRole: N = N::known(1064);
    pub const EconomicOperatorShortList: N = N::known(1065);
    pub const EffectivePeriod: N = N::known(1066);
    pub const EmbassyEndorsement: N = N::known(1067);
    pub const EmergencyTemperature: N = N::known(1068);
    pub const EmissionCalculationMethod: N = N::known(1069);
    pub const EmploymentLegislationDocumentReference: N = N::known(1070);
    pub const Endorsement: N = N::known(1071);
    pub const EndorserParty: N = N::known(1072);
    pub const EnergyTaxReport: N = N::known(1073);
    pub const EnergyWaterConsumptionCorrection: N = N::known(1074);
    pub const EnergyWaterSupply: N = N::known(1075);
    pub const EnvironmentalEmission: N = N::known(1076);
    pub const EnvironmentalLegislationDocumentReference: N = N::known(1077);
    pub const EstimatedArrivalTransportEvent: N = N::known(1078);
    pub const EstimatedDeliveryPeriod: N = N::known(1079);
    pub const EstimatedDepartureTransportEvent: N = N::known(1080);
    pub const EstimatedDespatchPeriod: N = N::known(1081);
    pub const EstimatedDurationPeriod: N = N::known(1082);
    pub const EstimatedTransitPeriod: N = N::known(1083);
    pub const EvaluationCriterion: N = N::known(1084);
    pub const Event: N = N::known(1085);
    pub const EventComment: N = N::known(1086);
    pub const EventLineItem: N = N::known(1087);
    pub const EventTactic: N = N::known(1088);
    pub const EventTacticEnumeration: N = N::known(1089);
    pub const Evidence: N = N::known(1090);
    pub const EvidenceDocumentReference: N = N::known(1091);
    pub const EvidenceIssuingParty: N = N::known(1092);
    pub const EvidenceSupplied: N = N::known(1093);
    pub const ExaminationTransportEvent: N = N::known(1094);
    pub const ExceptionCriteriaLine: N = N::known(1095);
    pub const ExceptionNotificationLine: N = N::known(1096);
    pub const ExceptionObservationPeriod: N = N::known(1097);
    pub const ExchangeRate: N = N::known(1098);
    pub const ExportCountry: N = N::known(1099);
    pub const ExportationTransportEvent: N = N::known(1100);
    pub const ExporterParty: N = N::known(1101);
    pub const ExternalReference: N = N::known(1102);
    pub const ExtraAllowanceCharge: N = N::known(1103);
    pub const FinalDeliveryParty: N = N::known(1104);
    pub const FinalDeliveryTransportationService: N = N::known(1105);
    pub const FinalDestinationCountry: N = N::known(1106);
    pub const FinalFinancialGuarantee: N = N::known(1107);
    pub const FinancialAccount: N = N::known(1108);
    pub const FinancialCapability: N = N::known(1109);
    pub const FinancialEvaluationCriterion: N = N::known(1110);
    pub const FinancialGuarantee: N = N::known(1111);
    pub const FinancialInstitution: N = N::known(1112);
    pub const FinancialInstitutionBranch: N = N::known(1113);
    pub const FinancingFinancialAccount: N = N::known(1114);
    pub const FinancingParty: N = N::known(1115);
    pub const FirstArrivalPortLocation: N = N::known(1116);
    pub const FiscalLegislationDocumentReference: N = N::known(1117);
    pub const FlashpointTemperature: N = N::known(1118);
    pub const FloorSpaceMeasurementDimension: N = N::known(1119);
    pub const ForecastException: N = N::known(1120);
    pub const ForecastExceptionCriterionLine: N = N::known(1121);
    pub const ForecastLine: N = N::known(1122);
    pub const ForecastPeriod: N = N::known(1123);
    pub const ForecastRevisionLine: N = N::known(1124);
    pub const ForeignExchangeContract: N = N::known(1125);
    pub const FrameworkAgreement: N = N::known(1126);
    pub const FreightAllowanceCharge: N = N::known(1127);
    pub const FreightChargeLocation: N = N::known(1128);
    pub const FreightForwarderParty: N = N::known(1129);
    pub const FrequencyPeriod: N = N::known(1130);
    pub const FromLocation: N = N::known(1131);
    pub const GoodsItem: N = N::known(1132);
    pub const GoodsItemContainer: N = N::known(1133);
    pub const GuaranteeDocumentReference: N = N::known(1134);
    pub const GuarantorParty: N = N::known(1135);
    pub const GuidanceDocumentReference: N = N::known(1136);
    pub const HandlingTransportEvent: N = N::known(1137);
    pub const HandlingUnitDespatchLine: N = N::known(1138);
    pub const HaulageTradingTerms: N = N::known(1139);
    pub const HazardousGoodsTransit: N = N::known(1140);
    pub const HazardousItem: N = N::known(1141);
    pub const HazardousItemNotificationParty: N = N::known(1142);
    pub const HeadOfficeParty: N = N::known(1143);
    pub const IdentityDocumentReference: N = N::known(1144);
    pub const ImmobilizedSecurity: N = N::known(1145);
    pub const ImporterParty: N = N::known(1146);
    pub const InformationContentProviderParty: N = N::known(1147);
    pub const InstructionForReturnsLine: N = N::known(1148);
    pub const InsuranceEndorsement: N = N::known(1149);
    pub const InsuranceParty: N = N::known(1150);
    pub const InterestedParty: N = N::known(1151);
    pub const InterestedProcurementProjectLot: N = N::known(1152);
    pub const InventoryLocation: N = N::known(1153);
    pub const InventoryPeriod: N = N::known(1154);
    pub const InventoryReportLine: N = N::known(1155);
    pub const InventoryReportingParty: N = N::known(1156);
    pub const InvitationSubmissionPeriod: N = N::known(1157);
    pub const InvoiceDocumentReference: N = N::known(1158);
    pub const InvoiceLine: N = N::known(1159);
    pub const InvoicePeriod: N = N::known(1160);
    pub const IssuerEndorsement: N = N::known(1161);
    pub const IssuerParty: N = N::known(1162);
    pub const IssuingCountry: N = N::known(1163);
    pub const Item: N = N::known(1164);
    pub const ItemComparison: N = N::known(1165);
    pub const ItemIdentification: N = N::known(1166);
    pub const ItemInformationRequestLine: N = N::known(1167);
    pub const ItemInstance: N = N::known(1168);
    pub const ItemLocationQuantity: N = N::known(1169);
    pub const ItemManagementProfile: N = N::known(1170);
    pub const ItemPriceExtension: N = N::known(1171);
    pub const ItemProperty: N = N::known(1172);
    pub const ItemPropertyGroup: N = N::known(1173);
    pub const ItemPropertyRange: N = N::known(1174);
    pub const ItemSpecificationDocumentReference: N = N::known(1175);
    pub const JurisdiccionRegionAddress: N = N::known(1176);
    pub const JurisdictionRegionAddress: N = N::known(1177);
    pub const KeywordItemProperty: N = N::known(1178);
    pub const Language: N = N::known(1179);
    pub const LastExitPortLocation: N = N::known(1180);
    pub const LegalDocumentReference: N = N::known(1181);
    pub const LegalMonetaryTotal: N = N::known(1182);
    pub const LineItem: N = N::known(1183);
    pub const LineReference: N = N::known(1184);
    pub const LineResponse: N = N::known(1185);
    pub const LineValidityPeriod: N = N::known(1186);
    pub const LoadingLocation: N = N::known(1187);
    pub const LoadingPortLocation: N = N::known(1188);
    pub const LoadingProofParty: N = N::known(1189);
    pub const LoadingTransportEvent: N = N::known(1190);
    pub const Location: N = N::known(1191);
    pub const LocationAddress: N = N::known(1192);
    pub const LocationCoordinate: N = N::known(1193);
    pub const LogisticsOperatorParty: N = N::known(1194);
    pub const LotIdentification: N = N::known(1195);
    pub const MainCarriageShipmentStage: N = N::known(1196);
    pub const MainCommodityClassification: N = N::known(1197);
    pub const MainOnAccountPayment: N = N::known(1198);
    pub const MainPeriod: N = N::known(1199);
    pub const MainQualifyingParty: N = N::known(1200);
    pub const MainTransportationService: N = N::known(1201);
    pub const MandateDocumentReference: N = N::known(1202);
    pub const ManufacturerParty: N = N::known(1203);
    pub const ManufacturersItemIdentification: N = N::known(1204);
    pub const MaritimeTransport: N = N::known(1205);
    pub const MasterPerson: N = N::known(1206);
    pub const MaximumDeliveryUnit: N = N::known(1207);
    pub const MaximumTemperature: N = N::known(1208);
    pub const MeasurementDimension: N = N::known(1209);
    pub const MeasurementFromLocation: N = N::known(1210);
    pub const MeasurementToLocation: N = N::known(1211);
    pub const MediationParty: N = N::known(1212);
    pub const Meter: N = N::known(1213);
    pub const MeterProperty: N = N::known(1214);
    pub const MeterReading: N = N::known(1215);
    pub const MinimumDeliveryUnit: N = N::known(1216);
    pub const MinimumTemperature: N = N::known(1217);
    pub const MinutesDocumentReference: N = N::known(1218);
    pub const MiscellaneousEvent: N = N::known(1219);
    pub const MonetaryTotal: N = N::known(1220);
    pub const MortgageHolderParty: N = N::known(1221);
    pub const NominationPeriod: N = N::known(1222);
    pub const NotaryParty: N = N::known(1223);
    pub const NoticeDocumentReference: N = N::known(1224);
    pub const NotificationLocation: N = N::known(1225);
    pub const NotificationPeriod: N = N::known(1226);
    pub const NotificationRequirement: N = N::known(1227);
    pub const NotifyParty: N = N::known(1228);
    pub const OccurenceLocation: N = N::known(1229);
    pub const OfferedItemLocationQuantity: N = N::known(1230);
    pub const OnAccountPayment: N = N::known(1231);
    pub const OnCarriageShipmentStage: N = N::known(1232);
    pub const OpenTenderEvent: N = N::known(1233);
    pub const OperatingParty: N = N::known(1234);
    pub const OptionValidityPeriod: N = N::known(1235);
    pub const OptionalTakeoverTransportEvent: N = N::known(1236);
    pub const OrderDocumentReference: N = N::known(1237);
    pub const OrderLine: N = N::known(1238);
    pub const OrderLineReference: N = N::known(1239);
    pub const OrderReference: N = N::known(1240);
    pub const OrderedShipment: N = N::known(1241);
    pub const OriginAddress: N = N::known(1242);
    pub const OriginCountry: N = N::known(1243);
    pub const OriginalDepartureCountry: N = N::known(1244);
    pub const OriginalDespatchParty: N = N::known(1245);
    pub const OriginalDespatchTransportationService: N = N::known(1246);
    pub const OriginalDocumentReference: N = N::known(1247);
    pub const OriginalItemLocationQuantity: N = N::known(1248);
    pub const OriginatorCustomerParty: N = N::known(1249);
    pub const OriginatorDocumentReference: N = N::known(1250);
    pub const OriginatorParty: N = N::known(1251);
    pub const OtherCommunication: N = N::known(1252);
    pub const OwnerParty: N = N::known(1253);
    pub const Package: N = N::known(1254);
    pub const PackagedTransportHandlingUnit: N = N::known(1255);
    pub const PalletSpaceMeasurementDimension: N = N::known(1256);
    pub const ParentDocumentLineReference: N = N::known(1257);
    pub const ParentDocumentReference: N = N::known(1258);
    pub const ParticipatingLocationsLocation: N = N::known(1259);
    pub const ParticipationRequestReceptionPeriod: N = N::known(1260);
    pub const Party: N = N::known(1261);
    pub const PartyIdentification: N = N::known(1262);
    pub const PartyLegalEntity: N = N::known(1263);
    pub const PartyName: N = N::known(1264);
    pub const PartyTaxScheme: N = N::known(1265);
    pub const PassengerPerson: N = N::known(1266);
    pub const PayeeFinancialAccount: N = N::known(1267);
    pub const PayeeParty: N = N::known(1268);
    pub const PayerFinancialAccount: N = N::known(1269);
    pub const PayerParty: N = N::known(1270);
    pub const Payment: N = N::known(1271);
    pub const PaymentAlternativeExchangeRate: N = N::known(1272);
    pub const PaymentExchangeRate: N = N::known(1273);
    pub const PaymentMandate: N = N::known(1274);
    pub const PaymentMeans: N = N::known(1275);
    pub const PaymentReversalPeriod: N = N::known(1276);
    pub const PaymentTerms: N = N::known(1277);
    pub const PenaltyClause: N = N::known(1278);
    pub const PenaltyPaymentTerms: N = N::known(1279);
    pub const PenaltyPeriod: N = N::known(1280);
    pub const PerformanceDataLine: N = N::known(1281);
    pub const PerformingCarrierParty: N = N::known(1282);
    pub const Period: N = N::known(1283);
    pub const Person: N = N::known(1284);
    pub const PhysicalAttribute: N = N::known(1285);
    pub const PhysicalLocation: N = N::known(1286);
    pub const Pickup: N = N::known(1287);
    pub const PickupLocation: N = N::known(1288);
    pub const PickupParty: N = N::known(1289);
    pub const PickupTransportEvent: N = N::known(1290);
    pub const PlannedArrivalTransportEvent: N = N::known(1291);
    pub const PlannedDeliveryTransportEvent: N = N::known(1292);
    pub const PlannedDepartureTransportEvent: N = N::known(1293);
    pub const PlannedPeriod: N = N::known(1294);
    pub const PlannedPickupTransportEvent: N = N::known(1295);
    pub const PlannedWaypointTransportEvent: N = N::known(1296);
    pub const PositioningTransportEvent: N = N::known(1297);
    pub const PostalAddress: N = N::known(1298);
    pub const PowerOfAttorney: N = N::known(1299);
    pub const PreCarriageShipmentStage: N = N::known(1300);
    pub const PreSelectedParty: N = N::known(1301);
    pub const PrepaidPayment: N = N::known(1302);
    pub const PrepaidPaymentTerms: N = N::known(1303);
    pub const PreparationParty: N = N::known(1304);
    pub const PresentationPeriod: N = N::known(1305);
    pub const PreviousDocumentReference: N = N::known(1306);
    pub const PreviousPriceList: N = N::known(1307);
    pub const Price: N = N::known(1308);
    pub const PriceExtension: N = N::known(1309);
    pub const PriceList: N = N::known(1310);
    pub const PricingExchangeRate: N = N::known(1311);
    pub const PricingReference: N = N::known(1312);
    pub const ProcessJustification: N = N::known(1313);
    pub const ProcurementLegislationDocumentReference: N = N::known(1314);
    pub const ProcurementProject: N = N::known(1315);
    pub const ProcurementProjectLot: N = N::known(1316);
    pub const ProjectReference: N = N::known(1317);
    pub const PromisedDeliveryPeriod: N = N::known(1318);
    pub const PromotionalEvent: N = N::known(1319);
    pub const PromotionalEventLineItem: N = N::known(1320);
    pub const PromotionalSpecification: N = N::known(1321);
    pub const ProviderParty: N = N::known(1322);
    pub const QualificationResolution: N = N::known(1323);
    pub const QualifyingParty: N = N::known(1324);
    pub const QuarantineTransportEvent: N = N::known(1325);
    pub const QuotationDocumentReference: N = N::known(1326);
    pub const QuotationLine: N = N::known(1327);
    pub const QuotationLineReference: N = N::known(1328);
    pub const QuotedMonetaryTotal: N = N::known(1329);
    pub const RailTransport: N = N::known(1330);
    pub const RangeDimension: N = N::known(1331);
    pub const RealizedLocation: N = N::known(1332);
    pub const ReceiptDocumentReference: N = N::known(1333);
    pub const ReceiptLine: N = N::known(1334);
    pub const ReceiptLineReference: N = N::known(1335);
    pub const ReceiptTransportEvent: N = N::known(1336);
    pub const ReceivedHandlingUnitReceiptLine: N = N::known(1337);
    pub const ReceiverParty: N = N::known(1338);
    pub const RecipientCustomerParty: N = N::known(1339);
    pub const RecipientParty: N = N::known(1340);
    pub const ReferencedConsignment: N = N::known(1341);
    pub const ReferencedContract: N = N::known(1342);
    pub const ReferencedGoodsItem: N = N::known(1343);
    pub const ReferencedPackage: N = N::known(1344);
    pub const ReferencedShipment: N = N::known(1345);
    pub const ReferencedTransportEquipment: N = N::known(1346);
    pub const RegistrationAddress: N = N::known(1347);
    pub const RegistryCertificateDocumentReference: N = N::known(1348);
    pub const RegistryPortLocation: N = N::known(1349);
    pub const Regulation: N = N::known(1350);
    pub const RelatedCatalogueReference: N = N::known(1351);
    pub const RelatedItem: N = N::known(1352);
    pub const ReminderDocumentReference: N = N::known(1353);
    pub const ReminderLine: N = N::known(1354);
    pub const ReminderPeriod: N = N::known(1355);
    pub const RemittanceAdviceLine: N = N::known(1356);
    pub const Renewal: N = N::known(1357);
    pub const ReplacedNoticeDocumentReference: N = N::known(1358);
    pub const ReplacedRelatedItem: N = N::known(1359);
    pub const ReplacementRelatedItem: N = N::known(1360);
    pub const ReportedShipment: N = N::known(1361);
    pub const ReportingPerson: N = N::known(1362);
    pub const RequestForQuotationDocumentReference: N = N::known(1363);
    pub const RequestForQuotationLine: N = N::known(1364);
    pub const RequestForTenderLine: N = N::known(1365);
    pub const RequestLineReference: N = N::known(1366);
    pub const RequestedArrivalTransportEvent: N = N::known(1367);
    pub const RequestedCatalogueReference: N = N::known(1368);
    pub const RequestedClassificationScheme: N = N::known(1369);
    pub const RequestedDeliveryPeriod: N = N::known(1370);
    pub const RequestedDeliveryTransportEvent: N = N::known(1371);
    pub const RequestedDepartureTransportEvent: N = N::known(1372);
    pub const RequestedDespatchPeriod: N = N::known(1373);
    pub const RequestedDocumentReference: N = N::known(1374);
    pub const RequestedLanguage: N = N::known(1375);
    pub const RequestedMonetaryTotal: N = N::known(1376);
    pub const RequestedPickupTransportEvent: N = N::known(1377);
    pub const RequestedStatusLocation: N = N::known(1378);
    pub const RequestedStatusPeriod: N = N::known(1379);
    pub const RequestedTenderTotal: N = N::known(1380);
    pub const RequestedValidityPeriod: N = N::known(1381);
    pub const RequestedWaypointTransportEvent: N = N::known(1382);
    pub const RequiredBusinessClassificationScheme: N = N::known(1383);
    pub const RequiredClassificationScheme: N = N::known(1384);
    pub const RequiredFinancialGuarantee: N = N::known(1385);
    pub const RequiredItemLocationQuantity: N = N::known(1386);
    pub const RequiredRelatedItem: N = N::known(1387);
    pub const ResidenceAddress: N = N::known(1388);
    pub const ResolutionDocumentReference: N = N::known(1389);
    pub const Response: N = N::known(1390);
    pub const ResponsibleTransportServiceProviderParty: N = N::known(1391);
    pub const ResultOfVerification: N = N::known(1392);
    pub const RetailPlannedImpact: N = N::known(1393);
    pub const RetailerCustomerParty: N = N::known(1394);
    pub const ReturnAddress: N = N::known(1395);
    pub const RoadTransport: N = N::known(1396);
    pub const SalesItem: N = N::known(1397);
    pub const ScheduledServiceFrequency: N = N::known(1398);
    pub const SecondaryHazard: N = N::known(1399);
    pub const SecurityOfficerPerson: N = N::known(1400);
    pub const SelfBilledCreditNoteDocumentReference: N = N::known(1401);
    pub const SelfBilledInvoiceDocumentReference: N = N::known(1402);
    pub const SellerContact: N = N::known(1403);
    pub const SellerProposedSubstituteLineItem: N = N::known(1404);
    pub const SellerSubstitutedLineItem: N = N::known(1405);
    pub const SellerSupplierParty: N = N::known(1406);
    pub const SellersItemIdentification: N = N::known(1407);
    pub const SenderParty: N = N::known(1408);
    pub const ServiceAllowanceCharge: N = N::known(1409);
    pub const ServiceChargePaymentTerms: N = N::known(1410);
    pub const ServiceEndTimePeriod: N = N::known(1411);
    pub const ServiceFrequency: N = N::known(1412);
    pub const ServiceProviderParty: N = N::known(1413);
    pub const ServiceStartTimePeriod: N = N::known(1414);
    pub const SettlementPeriod: N = N::known(1415);
    pub const ShareholderParty: N = N::known(1416);
    pub const Shipment: N = N::known(1417);
    pub const ShipmentDocumentReference: N = N::known(1418);
    pub const ShipmentStage: N = N::known(1419);
    pub const ShipsSurgeonPerson: N = N::known(1420);
    pub const SignatoryContact: N = N::known(1421);
    pub const SignatoryParty: N = N::known(1422);
    pub const Signature: N = N::known(1423);
    pub const SourceCatalogueReference: N = N::known(1424);
    pub const SourceIssuerParty: N = N::known(1425);
    pub const SpecificTendererRequirement: N = N::known(1426);
    pub const StandardItemIdentification: N = N::known(1427);
    pub const StatementDocumentReference: N = N::known(1428);
    pub const StatementLine: N = N::known(1429);
    pub const StatementPeriod: N = N::known(1430);
    pub const Status: N = N::known(1431);
    pub const StatusLocation: N = N::known(1432);
    pub const StatusPeriod: N = N::known(1433);
    pub const StockAvailabilityReportLine: N = N::known(1434);
    pub const StorageLocation: N = N::known(1435);
    pub const StorageTransportEvent: N = N::known(1436);
    pub const Stowage: N = N::known(1437);
    pub const SubCreditNoteLine: N = N::known(1438);
    pub const SubDebitNoteLine: N = N::known(1439);
    pub const SubInvoiceLine: N = N::known(1440);
    pub const SubLineItem: N = N::known(1441);
    pub const SubRequestForTenderLine: N = N::known(1442);
    pub const SubTenderLine: N = N::known(1443);
    pub const SubcontractTerms: N = N::known(1444);
    pub const SubcontractorParty: N = N::known(1445);
    pub const SubordinateAwardingCriterion: N = N::known(1446);
    pub const SubordinateAwardingCriterionResponse: N = N::known(1447);
    pub const SubscriberConsumption: N = N::known(1448);
    pub const SubscriberParty: N = N::known(1449);
    pub const SubsequentProcessTenderRequirement: N = N::known(1450);
    pub const SubsidiaryLocation: N = N::known(1451);
    pub const SubstituteCarrierParty: N = N::known(1452);
    pub const SuggestedEvidence: N = N::known(1453);
    pub const SupplierConsumption: N = N::known(1454);
    pub const SupplierParty: N = N::known(1455);
    pub const SupplyChainActivityDataLine: N = N::known(1456);
    pub const SupplyItem: N = N::known(1457);
    pub const SupportedCommodityClassification: N = N::known(1458);
    pub const SupportedTransportEquipment: N = N::known(1459);
    pub const SupportingDocumentReference: N = N::known(1460);
    pub const TakeoverTransportEvent: N = N::known(1461);
    pub const TaxCategory: N = N::known(1462);
    pub const TaxExchangeRate: N = N::known(1463);
    pub const TaxExclusivePrice: N = N::known(1464);
    pub const TaxInclusivePrice: N = N::known(1465);
    pub const TaxRepresentativeParty: N = N::known(1466);
    pub const TaxScheme: N = N::known(1467);
    pub const TaxSubtotal: N = N::known(1468);
    pub const TaxTotal: N = N::known(1469);
    pub const TechnicalCapability: N = N::known(1470);
    pub const TechnicalCommitteePerson: N = N::known(1471);
    pub const TechnicalDocumentReference: N = N::known(1472);
    pub const TechnicalEvaluationCriterion: N = N::known(1473);
    pub const TelecommunicationsService: N = N::known(1474);
    pub const TelecommunicationsSupply: N = N::known(1475);
    pub const TelecommunicationsSupplyLine: N = N::known(1476);
    pub const Temperature: N = N::known(1477);
    pub const TemplateDocumentReference: N = N::known(1478);
    pub const TenderDocumentReference: N = N::known(1479);
    pub const TenderEvaluationParty: N = N::known(1480);
    pub const TenderLine: N = N::known(1481);
    pub const TenderPreparation: N = N::known(1482);
    pub const TenderRecipientParty: N = N::known(1483);
    pub const TenderRequirement: N = N::known(1484);
    pub const TenderResult: N = N::known(1485);
    pub const TenderSubmissionDeadlinePeriod: N = N::known(1486);
    pub const TenderValidityPeriod: N = N::known(1487);
    pub const TenderedProject: N = N::known(1488);
    pub const TendererParty: N = N::known(1489);
    pub const TendererPartyQualification: N = N::known(1490);
    pub const TendererQualificationDocumentReference: N = N::known(1491);
    pub const TendererQualificationRequest: N = N::known(1492);
    pub const TendererRequirement: N = N::known(1493);
    pub const TenderingProcess: N = N::known(1494);
    pub const TenderingTerms: N = N::known(1495);
    pub const TerminalOperatorParty: N = N::known(1496);
    pub const TimeDuty: N = N::known(1497);
    pub const ToLocation: N = N::known(1498);
    pub const TotalCapacityDimension: N = N::known(1499);
    pub const TradeFinancing: N = N::known(1500);
    pub const TradingTerms: N = N::known(1501);
    pub const TransactionConditions: N = N::known(1502);
    pub const TransitCountry: N = N::known(1503);
    pub const TransitPeriod: N = N::known(1504);
    pub const TransportAdvisorParty: N = N::known(1505);
    pub const TransportContract: N = N::known(1506);
    pub const TransportEquipment: N = N::known(1507);
    pub const TransportEquipmentSeal: N = N::known(1508);
    pub const TransportEvent: N = N::known(1509);
    pub const TransportExecutionPlanDocumentReference: N = N::known(1510);
    pub const TransportExecutionPlanRequestDocumentReference: N = N::known(1511);
    pub const TransportExecutionTerms: N = N::known(1512);
    pub const TransportHandlingUnit: N = N::known(1513);
    pub const TransportMeans: N = N::known(1514);
    pub const TransportProgressStatusRequestDocumentReference: N = N::known(1515);
    pub const TransportSchedule: N = N::known(1516);
    pub const TransportServiceDescriptionDocumentReference: N = N::known(1517);
    pub const TransportServiceDescriptionRequestDocumentReference: N = N::known(1518);
    pub const TransportServiceProviderParty: N = N::known(1519);
    pub const TransportServiceProviderResponseDeadlinePeriod: N = N::known(1520);
    pub const TransportServiceProviderResponseRequiredPeriod: N = N::known(1521);
    pub const TransportUserParty: N = N::known(1522);
    pub const TransportUserResponseRequiredPeriod: N = N::known(1523);
    pub const TransportationSegment: N = N::known(1524);
    pub const TransportationService: N = N::known(1525);
    pub const TransportationStatusRequestDocumentReference: N = N::known(1526);
    pub const TransshipPortLocation: N = N::known(1527);
    pub const UnloadingLocation: N = N::known(1528);
    pub const UnloadingPortLocation: N = N::known(1529);
    pub const UnstructuredPrice: N = N::known(1530);
    pub const UnsupportedCommodityClassification: N = N::known(1531);
    pub const UnsupportedTransportEquipment: N = N::known(1532);
    pub const UpdatedDeliveryTransportEvent: N = N::known(1533);
    pub const UpdatedPickupTransportEvent: N = N::known(1534);
    pub const UsabilityPeriod: N = N::known(1535);
    pub const UtilityConsumptionPoint: N = N::known(1536);
    pub const UtilityCustomerParty: N = N::known(1537);
    pub const UtilityItem: N = N::known(1538);
    pub const UtilityMeter: N = N::known(1539);
    pub const UtilitySupplierParty: N = N::known(1540);
    pub const ValidityPeriod: N = N::known(1541);
    pub const WarehousingTransportEvent: N = N::known(1542);
    pub const WarrantyParty: N = N::known(1543);
    pub const WarrantyValidityPeriod: N = N::known(1544);
    pub const WebSiteAccess: N = N::known(1545);
    pub const WinningParty: N = N::known(1546);
    pub const WithholdingTaxTotal: N = N::known(1547);
    pub const WitnessParty: N = N::known(1548);
    pub const WorkOrderDocumentReference: N = N::known(1549);
    pub const WorkPhaseReference: N = N::known(1550);
}

/// Extension components (`ext:`).
#[allow(missing_docs, non_upper_case_globals)]
pub mod ext {
    use super::Name as N;
    pub const ExtensionAgencyID: N = N::known(1551);
    pub const ExtensionAgencyName: N = N::known(1552);
    pub const ExtensionAgencyURI: N = N::known(1553);
    pub const ExtensionContent: N = N::known(1554);
    pub const ExtensionReason: N = N::known(1555);
    pub const ExtensionReasonCode: N = N::known(1556);
    pub const ExtensionURI: N = N::known(1557);
    pub const ExtensionVersionID: N = N::known(1558);
    pub const UBLExtension: N = N::known(1559);
    pub const UBLExtensions: N = N::known(1560);
}

/// Attributes without a namespace.
#[allow(missing_docs, non_upper_case_globals)]
pub mod attr {
    use super::Name as N;
    pub const characterSetCode: N = N::known(1561);
    pub const currencyCodeListVersionID: N = N::known(1562);
    pub const currencyID: N = N::known(1563);
    pub const encodingCode: N = N::known(1564);
    pub const filename: N = N::known(1565);
    pub const format: N = N::known(1566);
    pub const languageID: N = N::known(1567);
    pub const languageLocaleID: N = N::known(1568);
    pub const listAgencyID: N = N::known(1569);
    pub const listAgencyName: N = N::known(1570);
    pub const listID: N = N::known(1571);
    pub const listName: N = N::known(1572);
    pub const listSchemeURI: N = N::known(1573);
    pub const listURI: N = N::known(1574);
    pub const listVersionID: N = N::known(1575);
    pub const mimeCode: N = N::known(1576);
    pub const name: N = N::known(1577);
    pub const scheme: N = N::known(1578);
    pub const schemeAgencyID: N = N::known(1579);
    pub const schemeAgencyName: N = N::known(1580);
    pub const schemeDataURI: N = N::known(1581);
    pub const schemeID: N = N::known(1582);
    pub const schemeName: N = N::known(1583);
    pub const schemeURI: N = N::known(1584);
    pub const schemeVersionID: N = N::known(1585);
    pub const unitCode: N = N::known(1586);
    pub const unitCodeListAgencyID: N = N::known(1587);
    pub const unitCodeListAgencyIdentifier: N = N::known(1588);
    pub const unitCodeListAgencyName: N = N::known(1589);
    pub const unitCodeListID: N = N::known(1590);
    pub const unitCodeListIdentifier: N = N::known(1591);
    pub const unitCodeListVersionID: N = N::known(1592);
    pub const uri: N = N::known(1593);
}

/// Attributes of XML Schema instances (`xsi:`).
#[allow(missing_docs, non_upper_case_globals)]
pub mod xsi {
    use super::Name as N;
    pub const nil: N = N::known(1594);
    pub const noNamespaceSchemaLocation: N = N::known(1595);
    pub const schemaLocation: N = N::known(1596);
    pub const r#type: N = N::known(1597);
}

/// Every known name with its namespace; the position is the number. A constant, because functions the compiler runs read it.
#[allow(clippy::large_const_arrays)]
pub(super) const KNOWN: [(Namespace, &str); 1598] = [
    (Namespace::Invoice, "Invoice"),
    (Namespace::CreditNote, "CreditNote"),
    (Namespace::ApplicationResponse, "ApplicationResponse"),
    (Namespace::Reminder, "Reminder"),
    (Namespace::Cbc, "AcceptedIndicator"),
    (Namespace::Cbc, "AcceptedVariantsDescription"),
    (Namespace::Cbc, "AccountFormatCode"),
    (Namespace::Cbc, "AccountID"),
    (Namespace::Cbc, "AccountTypeCode"),
    (Namespace::Cbc, "AccountingCost"),
    (Namespace::Cbc, "AccountingCostCode"),
    (Namespace::Cbc, "ActionCode"),
    (Namespace::Cbc, "ActivityType"),
    (Namespace::Cbc, "ActivityTypeCode"),
    (Namespace::Cbc, "ActualDeliveryDate"),
    (Namespace::Cbc, "ActualDeliveryTime"),
    (Namespace::Cbc, "ActualDespatchDate"),
    (Namespace::Cbc, "ActualDespatchTime"),
    (Namespace::Cbc, "ActualPickupDate"),
    (Namespace::Cbc, "ActualPickupTime"),
    (Namespace::Cbc, "ActualTemperatureReductionQuantity"),
    (Namespace::Cbc, "AdValoremIndicator"),
    (Namespace::Cbc, "AdditionalAccountID"),
    (Namespace::Cbc, "AdditionalConditions"),
    (Namespace::Cbc, "AdditionalInformation"),
    (Namespace::Cbc, "AdditionalStreetName"),
    (Namespace::Cbc, "AddressFormatCode"),
    (Namespace::Cbc, "AddressTypeCode"),
    (Namespace::Cbc, "AdjustmentReasonCode"),
    (Namespace::Cbc, "AdmissionCode"),
    (Namespace::Cbc, "AdvertisementAmount"),
    (Namespace::Cbc, "AgencyID"),
    (Namespace::Cbc, "AgencyName"),
    (Namespace::Cbc, "AirFlowPercent"),
    (Namespace::Cbc, "AircraftID"),
    (Namespace::Cbc, "AliasName"),
    (Namespace::Cbc, "AllowanceChargeReason"),
    (Namespace::Cbc, "AllowanceChargeReasonCode"),
    (Namespace::Cbc, "AllowanceTotalAmount"),
    (Namespace::Cbc, "AltitudeMeasure"),
    (Namespace::Cbc, "Amount"),
    (Namespace::Cbc, "AmountRate"),
    (Namespace::Cbc, "AnimalFoodApprovedIndicator"),
    (Namespace::Cbc, "AnimalFoodIndicator"),
    (Namespace::Cbc, "AnnualAverageAmount"),
    (Namespace::Cbc, "ApplicationStatusCode"),
    (Namespace::Cbc, "ApprovalDate"),
    (Namespace::Cbc, "ApprovalStatus"),
    (Namespace::Cbc, "AttributeID"),
    (Namespace::Cbc, "AuctionConstraintIndicator"),
    (Namespace::Cbc, "AuctionURI"),
    (Namespace::Cbc, "AvailabilityDate"),
    (Namespace::Cbc, "AvailabilityStatusCode"),
    (Namespace::Cbc, "AverageAmount"),
    (Namespace::Cbc, "AverageSubsequentContractAmount"),
    (Namespace::Cbc, "AwardDate"),
    (Namespace::Cbc, "AwardTime"),
    (Namespace::Cbc, "AwardingCriterionDescription"),
    (Namespace::Cbc, "AwardingCriterionID"),
    (Namespace::Cbc, "AwardingCriterionTypeCode"),
    (Namespace::Cbc, "AwardingMethodTypeCode"),
    (Namespace::Cbc, "BackOrderAllowedIndicator"),
    (Namespace::Cbc, "BackorderQuantity"),
    (Namespace::Cbc, "BackorderReason"),
    (Namespace::Cbc, "BalanceAmount"),
    (Namespace::Cbc, "BalanceBroughtForwardIndicator"),
    (Namespace::Cbc, "BarcodeSymbologyID"),
    (Namespace::Cbc, "BarecodeSymbologyID"),
    (Namespace::Cbc, "BaseAmount"),
    (Namespace::Cbc, "BaseQuantity"),
    (Namespace::Cbc, "BaseUnitMeasure"),
    (Namespace::Cbc, "BasedOnConsensusIndicator"),
    (Namespace::Cbc, "BasicConsumedQuantity"),
    (Namespace::Cbc, "BatchQuantity"),
    (Namespace::Cbc, "BestBeforeDate"),
    (Namespace::Cbc, "BindingOnBuyerIndicator"),
    (Namespace::Cbc, "BirthDate"),
    (Namespace::Cbc, "BirthplaceName"),
    (Namespace::Cbc, "BlockName"),
    (Namespace::Cbc, "BrandName"),
    (Namespace::Cbc, "BrokerAssignedID"),
    (Namespace::Cbc, "BudgetYearNumeric"),
    (Namespace::Cbc, "BuildingName"),
    (Namespace::Cbc, "BuildingNumber"),
    (Namespace::Cbc, "BulkCargoIndicator"),
    (Namespace::Cbc, "BusinessClassificationEvidenceID"),
    (Namespace::Cbc, "BusinessIdentityEvidenceID"),
    (Namespace::Cbc, "BuyerEventID"),
    (Namespace::Cbc, "BuyerProfileURI"),
    (Namespace::Cbc, "BuyerReference"),
    (Namespace::Cbc, "CV2ID"),
    (Namespace::Cbc, "CalculationExpression"),
    (Namespace::Cbc, "CalculationExpressionCode"),
    (Namespace::Cbc, "CalculationMethodCode"),
    (Namespace::Cbc, "CalculationRate"),
    (Namespace::Cbc, "CalculationSequenceNumeric"),
    (Namespace::Cbc, "CallBaseAmount"),
    (Namespace::Cbc, "CallDate"),
    (Namespace::Cbc, "CallExtensionAmount"),
    (Namespace::Cbc, "CallTime"),
    (Namespace::Cbc, "CancellationNote"),
    (Namespace::Cbc, "CandidateReductionConstraintIndicator"),
    (Namespace::Cbc, "CandidateStatement"),
    (Namespace::Cbc, "CanonicalizationMethod"),
    (Namespace::Cbc, "CapabilityTypeCode"),
    (Namespace::Cbc, "CardChipCode"),
    (Namespace::Cbc, "CardTypeCode"),
    (Namespace::Cbc, "CargoTypeCode"),
    (Namespace::Cbc, "CarrierAssignedID"),
    (Namespace::Cbc, "CarrierServiceInstructions"),
    (Namespace::Cbc, "CatalogueIndicator"),
    (Namespace::Cbc, "CategoryName"),
    (Namespace::Cbc, "CertificateType"),
    (Namespace::Cbc, "CertificateTypeCode"),
    (Namespace::Cbc, "ChangeConditions"),
    (Namespace::Cbc, "Channel"),
    (Namespace::Cbc, "ChannelCode"),
    (Namespace::Cbc, "CharacterSetCode"),
    (Namespace::Cbc, "Characteristics"),
    (Namespace::Cbc, "ChargeIndicator"),
    (Namespace::Cbc, "ChargeTotalAmount"),
    (Namespace::Cbc, "ChargeableQuantity"),
    (Namespace::Cbc, "ChargeableWeightMeasure"),
    (Namespace::Cbc, "ChildConsignmentQuantity"),
    (Namespace::Cbc, "ChipApplicationID"),
    (Namespace::Cbc, "CityName"),
    (Namespace::Cbc, "CitySubdivisionName"),
    (Namespace::Cbc, "CodeValue"),
    (Namespace::Cbc, "CollaborationPriorityCode"),
    (Namespace::Cbc, "Comment"),
    (Namespace::Cbc, "CommodityCode"),
    (Namespace::Cbc, "CompanyID"),
    (Namespace::Cbc, "CompanyLegalForm"),
    (Namespace::Cbc, "CompanyLegalFormCode"),
    (Namespace::Cbc, "CompanyLiquidationStatusCode"),
    (Namespace::Cbc, "ComparedValueMeasure"),
    (Namespace::Cbc, "ComparisonDataCode"),
    (Namespace::Cbc, "ComparisonDataSourceCode"),
    (Namespace::Cbc, "ComparisonForecastIssueDate"),
    (Namespace::Cbc, "ComparisonForecastIssueTime"),
    (Namespace::Cbc, "CompletionIndicator"),
    (Namespace::Cbc, "Condition"),
    (Namespace::Cbc, "ConditionCode"),
    (Namespace::Cbc, "Conditions"),
    (Namespace::Cbc, "ConditionsDescription"),
    (Namespace::Cbc, "ConsigneeAssignedID"),
    (Namespace::Cbc, "ConsignmentQuantity"),
    (Namespace::Cbc, "ConsignorAssignedID"),
    (Namespace::Cbc, "ConsolidatableIndicator"),
    (Namespace::Cbc, "ConstitutionCode"),
    (Namespace::Cbc, "ConsumerIncentiveTacticTypeCode"),
    (Namespace::Cbc, "ConsumerUnitQuantity"),
    (Namespace::Cbc, "ConsumersEnergyLevel"),
    (Namespace::Cbc, "ConsumersEnergyLevelCode"),
    (Namespace::Cbc, "ConsumptionEnergyQuantity"),
    (Namespace::Cbc, "ConsumptionID"),
    (Namespace::Cbc, "ConsumptionLevel"),
    (Namespace::Cbc, "ConsumptionLevelCode"),
    (Namespace::Cbc, "ConsumptionReportID"),
    (Namespace::Cbc, "ConsumptionType"),
    (Namespace::Cbc, "ConsumptionTypeCode"),
    (Namespace::Cbc, "ConsumptionWaterQuantity"),
    (Namespace::Cbc, "ContainerizedIndicator"),
    (Namespace::Cbc, "Content"),
    (Namespace::Cbc, "ContentUnitQuantity"),
    (Namespace::Cbc, "ContractFolderID"),
    (Namespace::Cbc, "ContractName"),
    (Namespace::Cbc, "ContractSubdivision"),
    (Namespace::Cbc, "ContractType"),
    (Namespace::Cbc, "ContractTypeCode"),
    (Namespace::Cbc, "ContractedCarrierAssignedID"),
    (Namespace::Cbc, "ContractingSystemCode"),
    (Namespace::Cbc, "CoordinateSystemCode"),
    (Namespace::Cbc, "CopyIndicator"),
    (Namespace::Cbc, "CorporateRegistrationTypeCode"),
    (Namespace::Cbc, "CorporateStockAmount"),
    (Namespace::Cbc, "CorrectionAmount"),
    (Namespace::Cbc, "CorrectionType"),
    (Namespace::Cbc, "CorrectionTypeCode"),
    (Namespace::Cbc, "CorrectionUnitAmount"),
    (Namespace::Cbc, "CountrySubentity"),
    (Namespace::Cbc, "CountrySubentityCode"),
    (Namespace::Cbc, "CreditLineAmount"),
    (Namespace::Cbc, "CreditNoteTypeCode"),
    (Namespace::Cbc, "CreditedQuantity"),
    (Namespace::Cbc, "CrewQuantity"),
    (Namespace::Cbc, "CurrencyCode"),
    (Namespace::Cbc, "CurrentChargeType"),
    (Namespace::Cbc, "CurrentChargeTypeCode"),
    (Namespace::Cbc, "CustomerAssignedAccountID"),
    (Namespace::Cbc, "CustomerReference"),
    (Namespace::Cbc, "CustomizationID"),
    (Namespace::Cbc, "CustomsClearanceServiceInstructions"),
    (Namespace::Cbc, "CustomsImportClassifiedIndicator"),
    (Namespace::Cbc, "CustomsStatusCode"),
    (Namespace::Cbc, "CustomsTariffQuantity"),
    (Namespace::Cbc, "DamageRemarks"),
    (Namespace::Cbc, "DangerousGoodsApprovedIndicator"),
    (Namespace::Cbc, "DataSendingCapability"),
    (Namespace::Cbc, "DataSourceCode"),
    (Namespace::Cbc, "Date"),
    (Namespace::Cbc, "DebitLineAmount"),
    (Namespace::Cbc, "DebitedQuantity"),
    (Namespace::Cbc, "DeclarationTypeCode"),
    (Namespace::Cbc, "DeclaredCarriageValueAmount"),
    (Namespace::Cbc, "DeclaredCustomsValueAmount"),
    (Namespace::Cbc, "DeclaredForCarriageValueAmount"),
    (Namespace::Cbc, "DeclaredStatisticsValueAmount"),
    (Namespace::Cbc, "DeliveredQuantity"),
    (Namespace::Cbc, "DeliveryInstructions"),
    (Namespace::Cbc, "DemurrageInstructions"),
    (Namespace::Cbc, "Department"),
    (Namespace::Cbc, "Description"),
    (Namespace::Cbc, "DescriptionCode"),
    (Namespace::Cbc, "DespatchAdviceTypeCode"),
    (Namespace::Cbc, "DifferenceTemperatureReductionQuantity"),
    (Namespace::Cbc, "DirectionCode"),
    (Namespace::Cbc, "DisplayTacticTypeCode"),
    (Namespace::Cbc, "DispositionCode"),
    (Namespace::Cbc, "District"),
    (Namespace::Cbc, "DocumentCurrencyCode"),
    (Namespace::Cbc, "DocumentDescription"),
    (Namespace::Cbc, "DocumentHash"),
    (Namespace::Cbc, "DocumentID"),
    (Namespace::Cbc, "DocumentStatusCode"),
    (Namespace::Cbc, "DocumentStatusReasonCode"),
    (Namespace::Cbc, "DocumentStatusReasonDescription"),
    (Namespace::Cbc, "DocumentType"),
    (Namespace::Cbc, "DocumentTypeCode"),
    (Namespace::Cbc, "DocumentationFeeAmount"),
    (Namespace::Cbc, "DueDate"),
    (Namespace::Cbc, "DurationMeasure"),
    (Namespace::Cbc, "Duty"),
    (Namespace::Cbc, "DutyCode"),
    (Namespace::Cbc, "EarliestPickupDate"),
    (Namespace::Cbc, "EarliestPickupTime"),
    (Namespace::Cbc, "EconomicOperatorRegistryURI"),
    (Namespace::Cbc, "EffectiveDate"),
    (Namespace::Cbc, "EffectiveTime"),
    (Namespace::Cbc, "ElectronicDeviceDescription"),
    (Namespace::Cbc, "ElectronicMail"),
    (Namespace::Cbc, "EmbeddedDocumentBinaryObject"),
    (Namespace::Cbc, "EmergencyProceduresCode"),
    (Namespace::Cbc, "EmployeeQuantity"),
    (Namespace::Cbc, "EncodingCode"),
    (Namespace::Cbc, "EndDate"),
    (Namespace::Cbc, "EndTime"),
    (Namespace::Cbc, "EndpointID"),
    (Namespace::Cbc, "EnvironmentalEmissionTypeCode"),
    (Namespace::Cbc, "EstimatedAmount"),
    (Namespace::Cbc, "EstimatedConsumedQuantity"),
    (Namespace::Cbc, "EstimatedDeliveryDate"),
    (Namespace::Cbc, "EstimatedDeliveryTime"),
    (Namespace::Cbc, "EstimatedDespatchDate"),
    (Namespace::Cbc, "EstimatedDespatchTime"),
    (Namespace::Cbc, "EstimatedOverallContractAmount"),
    (Namespace::Cbc, "EstimatedOverallContractQuantity"),
    (Namespace::Cbc, "EvaluationCriterionTypeCode"),
    (Namespace::Cbc, "EvidenceTypeCode"),
    (Namespace::Cbc, "ExceptionResolutionCode"),
    (Namespace::Cbc, "ExceptionStatusCode"),
    (Namespace::Cbc, "ExchangeMarketID"),
    (Namespace::Cbc, "ExclusionReason"),
    (Namespace::Cbc, "ExecutionRequirementCode"),
    (Namespace::Cbc, "ExemptionReason"),
    (Namespace::Cbc, "ExemptionReasonCode"),
    (Namespace::Cbc, "ExpectedOperatorQuantity"),
    (Namespace::Cbc, "ExpectedQuantity"),
    (Namespace::Cbc, "ExpenseCode"),
    (Namespace::Cbc, "ExpiryDate"),
    (Namespace::Cbc, "ExpiryTime"),
    (Namespace::Cbc, "Expression"),
    (Namespace::Cbc, "ExpressionCode"),
    (Namespace::Cbc, "ExtendedID"),
    (Namespace::Cbc, "Extension"),
    (Namespace::Cbc, "FaceValueAmount"),
    (Namespace::Cbc, "FamilyName"),
    (Namespace::Cbc, "FeatureTacticTypeCode"),
    (Namespace::Cbc, "FeeAmount"),
    (Namespace::Cbc, "FeeDescription"),
    (Namespace::Cbc, "FileName"),
    (Namespace::Cbc, "FinancingInstrumentCode"),
    (Namespace::Cbc, "FirstName"),
    (Namespace::Cbc, "FirstShipmentAvailibilityDate"),
    (Namespace::Cbc, "Floor"),
    (Namespace::Cbc, "FollowupContractIndicator"),
    (Namespace::Cbc, "ForecastPurposeCode"),
    (Namespace::Cbc, "ForecastTypeCode"),
    (Namespace::Cbc, "FormatCode"),
    (Namespace::Cbc, "ForwarderServiceInstructions"),
    (Namespace::Cbc, "FreeOfChargeIndicator"),
    (Namespace::Cbc, "FreeOnBoardValueAmount"),
    (Namespace::Cbc, "FreightForwarderAssignedID"),
    (Namespace::Cbc, "FreightRateClassCode"),
    (Namespace::Cbc, "Frequency"),
    (Namespace::Cbc, "FrozenDocumentIndicator"),
    (Namespace::Cbc, "FrozenPeriodDaysNumeric"),
    (Namespace::Cbc, "FullnessIndicationCode"),
    (Namespace::Cbc, "FullyPaidSharesIndicator"),
    (Namespace::Cbc, "FundingProgram"),
    (Namespace::Cbc, "FundingProgramCode"),
    (Namespace::Cbc, "GasPressureQuantity"),
    (Namespace::Cbc, "GenderCode"),
    (Namespace::Cbc, "GeneralCargoIndicator"),
    (Namespace::Cbc, "GovernmentAgreementConstraintIndicator"),
    (Namespace::Cbc, "GrossTonnageMeasure"),
    (Namespace::Cbc, "GrossVolumeMeasure"),
    (Namespace::Cbc, "GrossWeightMeasure"),
    (Namespace::Cbc, "GuaranteeTypeCode"),
    (Namespace::Cbc, "GuaranteedDespatchDate"),
    (Namespace::Cbc, "GuaranteedDespatchTime"),
    (Namespace::Cbc, "HandlingCode"),
    (Namespace::Cbc, "HandlingInstructions"),
    (Namespace::Cbc, "HashAlgorithmMethod"),
    (Namespace::Cbc, "HaulageInstructions"),
    (Namespace::Cbc, "HazardClassID"),
    (Namespace::Cbc, "HazardousCategoryCode"),
    (Namespace::Cbc, "HazardousRegulationCode"),
    (Namespace::Cbc, "HazardousRiskIndicator"),
    (Namespace::Cbc, "HeatingType"),
    (Namespace::Cbc, "HeatingTypeCode"),
    (Namespace::Cbc, "HigherTenderAmount"),
    (Namespace::Cbc, "HolderName"),
    (Namespace::Cbc, "HumanFoodApprovedIndicator"),
    (Namespace::Cbc, "HumanFoodIndicator"),
    (Namespace::Cbc, "HumidityPercent"),
    (Namespace::Cbc, "ID"),
    (Namespace::Cbc, "IdentificationCode"),
    (Namespace::Cbc, "IdentificationID"),
    (Namespace::Cbc, "ImmobilizationCertificateID"),
    (Namespace::Cbc, "ImportanceCode"),
    (Namespace::Cbc, "IndicationIndicator"),
    (Namespace::Cbc, "IndustryClassificationCode"),
    (Namespace::Cbc, "Information"),
    (Namespace::Cbc, "InformationURI"),
    (Namespace::Cbc, "InhalationToxicityZoneCode"),
    (Namespace::Cbc, "InhouseMail"),
    (Namespace::Cbc, "InspectionMethodCode"),
    (Namespace::Cbc, "InstallmentDueDate"),
    (Namespace::Cbc, "InstructionID"),
    (Namespace::Cbc, "InstructionNote"),
    (Namespace::Cbc, "Instructions"),
    (Namespace::Cbc, "InsurancePremiumAmount"),
    (Namespace::Cbc, "InsuranceValueAmount"),
    (Namespace::Cbc, "InventoryValueAmount"),
    (Namespace::Cbc, "InvoiceTypeCode"),
    (Namespace::Cbc, "InvoicedQuantity"),
    (Namespace::Cbc, "InvoicingPartyReference"),
    (Namespace::Cbc, "IssueDate"),
    (Namespace::Cbc, "IssueNumberID"),
    (Namespace::Cbc, "IssueTime"),
    (Namespace::Cbc, "IssuerID"),
    (Namespace::Cbc, "ItemClassificationCode"),
    (Namespace::Cbc, "ItemUpdateRequestIndicator"),
    (Namespace::Cbc, "JobTitle"),
    (Namespace::Cbc, "JourneyID"),
    (Namespace::Cbc, "Justification"),
    (Namespace::Cbc, "JustificationDescription"),
    (Namespace::Cbc, "Keyword"),
    (Namespace::Cbc, "LanguageID"),
    (Namespace::Cbc, "LastRevisionDate"),
    (Namespace::Cbc, "LastRevisionTime"),
    (Namespace::Cbc, "LatestDeliveryDate"),
    (Namespace::Cbc, "LatestDeliveryTime"),
    (Namespace::Cbc, "LatestMeterQuantity"),
    (Namespace::Cbc, "LatestMeterReadingDate"),
    (Namespace::Cbc, "LatestMeterReadingMethod"),
    (Namespace::Cbc, "LatestMeterReadingMethodCode"),
    (Namespace::Cbc, "LatestPickupDate"),
    (Namespace::Cbc, "LatestPickupTime"),
    (Namespace::Cbc, "LatestProposalAcceptanceDate"),
    (Namespace::Cbc, "LatestSecurityClearanceDate"),
    (Namespace::Cbc, "LatitudeDegreesMeasure"),
    (Namespace::Cbc, "LatitudeDirectionCode"),
    (Namespace::Cbc, "LatitudeMinutesMeasure"),
    (Namespace::Cbc, "LeadTimeMeasure"),
    (Namespace::Cbc, "LegalReference"),
    (Namespace::Cbc, "LegalStatusIndicator"),
    (Namespace::Cbc, "LiabilityAmount"),
    (Namespace::Cbc, "LicensePlateID"),
    (Namespace::Cbc, "LifeCycleStatusCode"),
    (Namespace::Cbc, "LimitationDescription"),
    (Namespace::Cbc, "Line"),
    (Namespace::Cbc, "LineCountNumeric"),
    (Namespace::Cbc, "LineExtensionAmount"),
    (Namespace::Cbc, "LineID"),
    (Namespace::Cbc, "LineNumberNumeric"),
    (Namespace::Cbc, "LineStatusCode"),
    (Namespace::Cbc, "ListValue"),
    (Namespace::Cbc, "LivestockIndicator"),
    (Namespace::Cbc, "LoadingLengthMeasure"),
    (Namespace::Cbc, "LoadingSequenceID"),
    (Namespace::Cbc, "LocaleCode"),
    (Namespace::Cbc, "Location"),
    (Namespace::Cbc, "LocationID"),
    (Namespace::Cbc, "LocationTypeCode"),
    (Namespace::Cbc, "Login"),
    (Namespace::Cbc, "LogoReferenceID"),
    (Namespace::Cbc, "LongitudeDegreesMeasure"),
    (Namespace::Cbc, "LongitudeDirectionCode"),
    (Namespace::Cbc, "LongitudeMinutesMeasure"),
    (Namespace::Cbc, "LossRisk"),
    (Namespace::Cbc, "LossRiskResponsibilityCode"),
    (Namespace::Cbc, "LotNumberID"),
    (Namespace::Cbc, "LowTendersDescription"),
    (Namespace::Cbc, "LowerOrangeHazardPlacardID"),
    (Namespace::Cbc, "LowerTenderAmount"),
    (Namespace::Cbc, "MandateTypeCode"),
    (Namespace::Cbc, "ManufactureDate"),
    (Namespace::Cbc, "ManufactureTime"),
    (Namespace::Cbc, "MarkAttention"),
    (Namespace::Cbc, "MarkAttentionIndicator"),
    (Namespace::Cbc, "MarkCare"),
    (Namespace::Cbc, "MarkCareIndicator"),
    (Namespace::Cbc, "MarketValueAmount"),
    (Namespace::Cbc, "MarkingID"),
    (Namespace::Cbc, "MathematicOperatorCode"),
    (Namespace::Cbc, "MaximumAdvertisementAmount"),
    (Namespace::Cbc, "MaximumAmount"),
    (Namespace::Cbc, "MaximumBackorderQuantity"),
    (Namespace::Cbc, "MaximumCopiesNumeric"),
    (Namespace::Cbc, "MaximumMeasure"),
    (Namespace::Cbc, "MaximumNumberNumeric"),
    (Namespace::Cbc, "MaximumOperatorQuantity"),
    (Namespace::Cbc, "MaximumOrderQuantity"),
    (Namespace::Cbc, "MaximumPaidAmount"),
    (Namespace::Cbc, "MaximumPaymentInstructionsNumeric"),
    (Namespace::Cbc, "MaximumPercent"),
    (Namespace::Cbc, "MaximumQuantity"),
    (Namespace::Cbc, "MaximumValue"),
    (Namespace::Cbc, "MaximumVariantQuantity"),
    (Namespace::Cbc, "Measure"),
    (Namespace::Cbc, "MedicalFirstAidGuideCode"),
    (Namespace::Cbc, "MeterConstant"),
    (Namespace::Cbc, "MeterConstantCode"),
    (Namespace::Cbc, "MeterName"),
    (Namespace::Cbc, "MeterNumber"),
    (Namespace::Cbc, "MeterReadingComments"),
    (Namespace::Cbc, "MeterReadingType"),
    (Namespace::Cbc, "MeterReadingTypeCode"),
    (Namespace::Cbc, "MiddleName"),
    (Namespace::Cbc, "MimeCode"),
    (Namespace::Cbc, "MinimumAmount"),
    (Namespace::Cbc, "MinimumBackorderQuantity"),
    (Namespace::Cbc, "MinimumImprovementBid"),
    (Namespace::Cbc, "MinimumInventoryQuantity"),
    (Namespace::Cbc, "MinimumMeasure"),
    (Namespace::Cbc, "MinimumNumberNumeric"),
    (Namespace::Cbc, "MinimumOrderQuantity"),
    (Namespace::Cbc, "MinimumPercent"),
    (Namespace::Cbc, "MinimumQuantity"),
    (Namespace::Cbc, "MinimumValue"),
    (Namespace::Cbc, "MiscellaneousEventTypeCode"),
    (Namespace::Cbc, "ModelName"),
    (Namespace::Cbc, "MonetaryScope"),
    (Namespace::Cbc, "MovieTitle"),
    (Namespace::Cbc, "MultipleOrderQuantity"),
    (Namespace::Cbc, "MultiplierFactorNumeric"),
    (Namespace::Cbc, "Name"),
    (Namespace::Cbc, "NameCode"),
    (Namespace::Cbc, "NameSuffix"),
    (Namespace::Cbc, "NationalityID"),
    (Namespace::Cbc, "NatureCode"),
    (Namespace::Cbc, "NegotiationDescription"),
    (Namespace::Cbc, "NetNetWeightMeasure"),
    (Namespace::Cbc, "NetTonnageMeasure"),
    (Namespace::Cbc, "NetVolumeMeasure"),
    (Namespace::Cbc, "NetWeightMeasure"),
    (Namespace::Cbc, "NetworkID"),
    (Namespace::Cbc, "NominationDate"),
    (Namespace::Cbc, "NominationTime"),
    (Namespace::Cbc, "NormalTemperatureReductionQuantity"),
    (Namespace::Cbc, "Note"),
    (Namespace::Cbc, "NotificationTypeCode"),
    (Namespace::Cbc, "OccurrenceDate"),
    (Namespace::Cbc, "OccurrenceTime"),
    (Namespace::Cbc, "OnCarriageIndicator"),
    (Namespace::Cbc, "OneTimeChargeType"),
    (Namespace::Cbc, "OneTimeChargeTypeCode"),
    (Namespace::Cbc, "OntologyURI"),
    (Namespace::Cbc, "OpenTenderID"),
    (Namespace::Cbc, "OperatingYearsQuantity"),
    (Namespace::Cbc, "OptionalLineItemIndicator"),
    (Namespace::Cbc, "OptionsDescription"),
    (Namespace::Cbc, "OrderIntervalDaysNumeric"),
    (Namespace::Cbc, "OrderQuantityIncrementNumeric"),
    (Namespace::Cbc, "OrderResponseCode"),
    (Namespace::Cbc, "OrderTypeCode"),
    (Namespace::Cbc, "OrderableIndicator"),
    (Namespace::Cbc, "OrderableUnit"),
    (Namespace::Cbc, "OrderableUnitFactorRate"),
    (Namespace::Cbc, "OrganizationDepartment"),
    (Namespace::Cbc, "OriginalContractingSystemID"),
    (Namespace::Cbc, "OriginalJobID"),
    (Namespace::Cbc, "OtherConditionsIndicator"),
    (Namespace::Cbc, "OtherInstruction"),
    (Namespace::Cbc, "OtherName"),
    (Namespace::Cbc, "OutstandingQuantity"),
    (Namespace::Cbc, "OutstandingReason"),
    (Namespace::Cbc, "OversupplyQuantity"),
    (Namespace::Cbc, "OwnerTypeCode"),
    (Namespace::Cbc, "PackLevelCode"),
    (Namespace::Cbc, "PackQuantity"),
    (Namespace::Cbc, "PackSizeNumeric"),
    (Namespace::Cbc, "PackageLevelCode"),
    (Namespace::Cbc, "PackagingTypeCode"),
    (Namespace::Cbc, "PackingCriteriaCode"),
    (Namespace::Cbc, "PackingMaterial"),
    (Namespace::Cbc, "PaidAmount"),
    (Namespace::Cbc, "PaidDate"),
    (Namespace::Cbc, "PaidTime"),
    (Namespace::Cbc, "ParentDocumentID"),
    (Namespace::Cbc, "ParentDocumentLineReferenceID"),
    (Namespace::Cbc, "ParentDocumentTypeCode"),
    (Namespace::Cbc, "ParentDocumentVersionID"),
    (Namespace::Cbc, "PartPresentationCode"),
    (Namespace::Cbc, "PartecipationPercent"),
    (Namespace::Cbc, "PartialDeliveryIndicator"),
    (Namespace::Cbc, "ParticipationPercent"),
    (Namespace::Cbc, "PartyCapacityAmount"),
    (Namespace::Cbc, "PartyType"),
    (Namespace::Cbc, "PartyTypeCode"),
    (Namespace::Cbc, "PassengerQuantity"),
    (Namespace::Cbc, "Password"),
    (Namespace::Cbc, "PayPerView"),
    (Namespace::Cbc, "PayableAlternativeAmount"),
    (Namespace::Cbc, "PayableAmount"),
    (Namespace::Cbc, "PayableRoundingAmount"),
    (Namespace::Cbc, "PayerReference"),
    (Namespace::Cbc, "PaymentAlternativeCurrencyCode"),
    (Namespace::Cbc, "PaymentChannelCode"),
    (Namespace::Cbc, "PaymentCurrencyCode"),
    (Namespace::Cbc, "PaymentDescription"),
    (Namespace::Cbc, "PaymentDueDate"),
    (Namespace::Cbc, "PaymentFrequencyCode"),
    (Namespace::Cbc, "PaymentID"),
    (Namespace::Cbc, "PaymentMeansCode"),
    (Namespace::Cbc, "PaymentMeansID"),
    (Namespace::Cbc, "PaymentNote"),
    (Namespace::Cbc, "PaymentOrderReference"),
    (Namespace::Cbc, "PaymentPercent"),
    (Namespace::Cbc, "PaymentPurposeCode"),
    (Namespace::Cbc, "PaymentTermsDetailsURI"),
    (Namespace::Cbc, "PenaltyAmount"),
    (Namespace::Cbc, "PenaltySurchargePercent"),
    (Namespace::Cbc, "PerUnitAmount"),
    (Namespace::Cbc, "Percent"),
    (Namespace::Cbc, "PerformanceMetricTypeCode"),
    (Namespace::Cbc, "PerformanceValueQuantity"),
    (Namespace::Cbc, "PerformingCarrierAssignedID"),
    (Namespace::Cbc, "PersonalSituation"),
    (Namespace::Cbc, "PhoneNumber"),
    (Namespace::Cbc, "PlacardEndorsement"),
    (Namespace::Cbc, "PlacardNotation"),
    (Namespace::Cbc, "PlannedDate"),
    (Namespace::Cbc, "PlotIdentification"),
    (Namespace::Cbc, "PositionCode"),
    (Namespace::Cbc, "PostEventNotificationDurationMeasure"),
    (Namespace::Cbc, "PostalZone"),
    (Namespace::Cbc, "Postbox"),
    (Namespace::Cbc, "PowerIndicator"),
    (Namespace::Cbc, "PreCarriageIndicator"),
    (Namespace::Cbc, "PreEventNotificationDurationMeasure"),
    (Namespace::Cbc, "PreferenceCriterionCode"),
    (Namespace::Cbc, "PrepaidAmount"),
    (Namespace::Cbc, "PrepaidIndicator"),
    (Namespace::Cbc, "PrepaidPaymentReferenceID"),
    (Namespace::Cbc, "PreviousCancellationReasonCode"),
    (Namespace::Cbc, "PreviousJobID"),
    (Namespace::Cbc, "PreviousMeterQuantity"),
    (Namespace::Cbc, "PreviousMeterReadingDate"),
    (Namespace::Cbc, "PreviousMeterReadingMethod"),
    (Namespace::Cbc, "PreviousMeterReadingMethodCode"),
    (Namespace::Cbc, "PreviousVersionID"),
    (Namespace::Cbc, "PriceAmount"),
    (Namespace::Cbc, "PriceChangeReason"),
    (Namespace::Cbc, "PriceEvaluationCode"),
    (Namespace::Cbc, "PriceList"),
    (Namespace::Cbc, "PriceRevisionFormulaDescription"),
    (Namespace::Cbc, "PriceType"),
    (Namespace::Cbc, "PriceTypeCode"),
    (Namespace::Cbc, "PricingCurrencyCode"),
    (Namespace::Cbc, "PricingUpdateRequestIndicator"),
    (Namespace::Cbc, "PrimaryAccountNumber"),
    (Namespace::Cbc, "PrimaryAccountNumberID"),
    (Namespace::Cbc, "PrintQualifier"),
    (Namespace::Cbc, "Priority"),
    (Namespace::Cbc, "PrivacyCode"),
    (Namespace::Cbc, "PrizeDescription"),
    (Namespace::Cbc, "PrizeIndicator"),
    (Namespace::Cbc, "ProcedureCode"),
    (Namespace::Cbc, "ProcessDescription"),
    (Namespace::Cbc, "ProcessReason"),
    (Namespace::Cbc, "ProcessReasonCode"),
    (Namespace::Cbc, "ProcurementSubTypeCode"),
    (Namespace::Cbc, "ProcurementTypeCode"),
    (Namespace::Cbc, "ProductTraceID"),
    (Namespace::Cbc, "ProfileExecutionID"),
    (Namespace::Cbc, "ProfileID"),
    (Namespace::Cbc, "ProfileStatusCode"),
    (Namespace::Cbc, "ProgressPercent"),
    (Namespace::Cbc, "PromotionalEventTypeCode"),
    (Namespace::Cbc, "ProviderTypeCode"),
    (Namespace::Cbc, "PublishAwardIndicator"),
    (Namespace::Cbc, "Purpose"),
    (Namespace::Cbc, "PurposeCode"),
    (Namespace::Cbc, "QualityControlCode"),
    (Namespace::Cbc, "Quantity"),
    (Namespace::Cbc, "QuantityDiscrepancyCode"),
    (Namespace::Cbc, "RadioCallSignID"),
    (Namespace::Cbc, "RailCarID"),
    (Namespace::Cbc, "Rank"),
    (Namespace::Cbc, "Rate"),
    (Namespace::Cbc, "ReceiptAdviceTypeCode"),
    (Namespace::Cbc, "ReceivedDate"),
    (Namespace::Cbc, "ReceivedElectronicTenderQuantity"),
    (Namespace::Cbc, "ReceivedForeignTenderQuantity"),
    (Namespace::Cbc, "ReceivedQuantity"),
    (Namespace::Cbc, "ReceivedTenderQuantity"),
    (Namespace::Cbc, "Reference"),
    (Namespace::Cbc, "ReferenceDate"),
    (Namespace::Cbc, "ReferenceEventCode"),
    (Namespace::Cbc, "ReferenceID"),
    (Namespace::Cbc, "ReferenceTime"),
    (Namespace::Cbc, "ReferencedConsignmentID"),
    (Namespace::Cbc, "RefrigeratedIndicator"),
    (Namespace::Cbc, "RefrigerationOnIndicator"),
    (Namespace::Cbc, "Region"),
    (Namespace::Cbc, "RegisteredDate"),
    (Namespace::Cbc, "RegisteredTime"),
    (Namespace::Cbc, "RegistrationDate"),
    (Namespace::Cbc, "RegistrationExpirationDate"),
    (Namespace::Cbc, "RegistrationID"),
    (Namespace::Cbc, "RegistrationName"),
    (Namespace::Cbc, "RegistrationNationality"),
    (Namespace::Cbc, "RegistrationNationalityID"),
    (Namespace::Cbc, "RegulatoryDomain"),
    (Namespace::Cbc, "RejectActionCode"),
    (Namespace::Cbc, "RejectReason"),
    (Namespace::Cbc, "RejectReasonCode"),
    (Namespace::Cbc, "RejectedQuantity"),
    (Namespace::Cbc, "RejectionNote"),
    (Namespace::Cbc, "ReleaseID"),
    (Namespace::Cbc, "ReliabilityPercent"),
    (Namespace::Cbc, "Remarks"),
    (Namespace::Cbc, "ReminderSequenceNumeric"),
    (Namespace::Cbc, "ReminderTypeCode"),
    (Namespace::Cbc, "ReplenishmentOwnerDescription"),
    (Namespace::Cbc, "RequestForQuotationLineID"),
    (Namespace::Cbc, "RequestedDeliveryDate"),
    (Namespace::Cbc, "RequestedDespatchDate"),
    (Namespace::Cbc, "RequestedDespatchTime"),
    (Namespace::Cbc, "RequestedInvoiceCurrencyCode"),
    (Namespace::Cbc, "RequestedPublicationDate"),
    (Namespace::Cbc, "RequiredCurriculaIndicator"),
    (Namespace::Cbc, "RequiredCustomsID"),
    (Namespace::Cbc, "RequiredDeliveryDate"),
    (Namespace::Cbc, "RequiredDeliveryTime"),
    (Namespace::Cbc, "RequiredFeeAmount"),
    (Namespace::Cbc, "ResidenceType"),
    (Namespace::Cbc, "ResidenceTypeCode"),
    (Namespace::Cbc, "ResidentOccupantsNumeric"),
    (Namespace::Cbc, "Resolution"),
    (Namespace::Cbc, "ResolutionCode"),
    (Namespace::Cbc, "ResolutionDate"),
    (Namespace::Cbc, "ResolutionTime"),
    (Namespace::Cbc, "ResponseCode"),
    (Namespace::Cbc, "ResponseDate"),
    (Namespace::Cbc, "ResponseTime"),
    (Namespace::Cbc, "RetailEventName"),
    (Namespace::Cbc, "RetailEventStatusCode"),
    (Namespace::Cbc, "ReturnabilityIndicator"),
    (Namespace::Cbc, "ReturnableMaterialIndicator"),
    (Namespace::Cbc, "ReturnableQuantity"),
    (Namespace::Cbc, "RevisedForecastLineID"),
    (Namespace::Cbc, "RevisionDate"),
    (Namespace::Cbc, "RevisionStatusCode"),
    (Namespace::Cbc, "RevisionTime"),
    (Namespace::Cbc, "RoamingPartnerName"),
    (Namespace::Cbc, "RoleCode"),
    (Namespace::Cbc, "RoleDescription"),
    (Namespace::Cbc, "Room"),
    (Namespace::Cbc, "RoundingAmount"),
    (Namespace::Cbc, "SalesOrderID"),
    (Namespace::Cbc, "SalesOrderLineID"),
    (Namespace::Cbc, "SchemeURI"),
    (Namespace::Cbc, "SealIssuerTypeCode"),
    (Namespace::Cbc, "SealStatusCode"),
    (Namespace::Cbc, "SealingPartyType"),
    (Namespace::Cbc, "SecurityClassificationCode"),
    (Namespace::Cbc, "SecurityID"),
    (Namespace::Cbc, "SellerEventID"),
    (Namespace::Cbc, "SequenceID"),
    (Namespace::Cbc, "SequenceNumberID"),
    (Namespace::Cbc, "SequenceNumeric"),
    (Namespace::Cbc, "SerialID"),
    (Namespace::Cbc, "ServiceInformationPreferenceCode"),
    (Namespace::Cbc, "ServiceName"),
    (Namespace::Cbc, "ServiceNumberCalled"),
    (Namespace::Cbc, "ServiceType"),
    (Namespace::Cbc, "ServiceTypeCode"),
    (Namespace::Cbc, "SettlementDiscountAmount"),
    (Namespace::Cbc, "SettlementDiscountPercent"),
    (Namespace::Cbc, "SharesNumberQuantity"),
    (Namespace::Cbc, "ShippingMarks"),
    (Namespace::Cbc, "ShippingOrderID"),
    (Namespace::Cbc, "ShippingPriorityLevelCode"),
    (Namespace::Cbc, "ShipsRequirements"),
    (Namespace::Cbc, "ShortQuantity"),
    (Namespace::Cbc, "ShortageActionCode"),
    (Namespace::Cbc, "SignatureID"),
    (Namespace::Cbc, "SignatureMethod"),
    (Namespace::Cbc, "SizeTypeCode"),
    (Namespace::Cbc, "SoleProprietorshipIndicator"),
    (Namespace::Cbc, "SourceCurrencyBaseRate"),
    (Namespace::Cbc, "SourceCurrencyCode"),
    (Namespace::Cbc, "SourceForecastIssueDate"),
    (Namespace::Cbc, "SourceForecastIssueTime"),
    (Namespace::Cbc, "SourceValueMeasure"),
    (Namespace::Cbc, "SpecialInstructions"),
    (Namespace::Cbc, "SpecialSecurityIndicator"),
    (Namespace::Cbc, "SpecialServiceInstructions"),
    (Namespace::Cbc, "SpecialTerms"),
    (Namespace::Cbc, "SpecialTransportRequirements"),
    (Namespace::Cbc, "SpecificationID"),
    (Namespace::Cbc, "SpecificationTypeCode"),
    (Namespace::Cbc, "SplitConsignmentIndicator"),
    (Namespace::Cbc, "StartDate"),
    (Namespace::Cbc, "StartTime"),
    (Namespace::Cbc, "StatementTypeCode"),
    (Namespace::Cbc, "StatusAvailableIndicator"),
    (Namespace::Cbc, "StatusCode"),
    (Namespace::Cbc, "StatusReason"),
    (Namespace::Cbc, "StatusReasonCode"),
    (Namespace::Cbc, "StreetName"),
    (Namespace::Cbc, "SubcontractingConditionsCode"),
    (Namespace::Cbc, "SubmissionDate"),
    (Namespace::Cbc, "SubmissionDueDate"),
    (Namespace::Cbc, "SubmissionMethodCode"),
    (Namespace::Cbc, "SubscriberID"),
    (Namespace::Cbc, "SubscriberType"),
    (Namespace::Cbc, "SubscriberTypeCode"),
    (Namespace::Cbc, "SubstitutionStatusCode"),
    (Namespace::Cbc, "SuccessiveSequenceID"),
    (Namespace::Cbc, "SummaryDescription"),
    (Namespace::Cbc, "SupplierAssignedAccountID"),
    (Namespace::Cbc, "SupplyChainActivityTypeCode"),
    (Namespace::Cbc, "TareWeightMeasure"),
    (Namespace::Cbc, "TargetCurrencyBaseRate"),
    (Namespace::Cbc, "TargetCurrencyCode"),
    (Namespace::Cbc, "TargetInventoryQuantity"),
    (Namespace::Cbc, "TargetServicePercent"),
    (Namespace::Cbc, "TariffClassCode"),
    (Namespace::Cbc, "TariffCode"),
    (Namespace::Cbc, "TariffDescription"),
    (Namespace::Cbc, "TaxAmount"),
    (Namespace::Cbc, "TaxCurrencyCode"),
    (Namespace::Cbc, "TaxEnergyAmount"),
    (Namespace::Cbc, "TaxEnergyBalanceAmount"),
    (Namespace::Cbc, "TaxEnergyOnAccountAmount"),
    (Namespace::Cbc, "TaxEvidenceIndicator"),
    (Namespace::Cbc, "TaxExclusiveAmount"),
    (Namespace::Cbc, "TaxExemptionReason"),
    (Namespace::Cbc, "TaxExemptionReasonCode"),
    (Namespace::Cbc, "TaxIncludedIndicator"),
    (Namespace::Cbc, "TaxInclusiveAmount"),
    (Namespace::Cbc, "TaxLevelCode"),
    (Namespace::Cbc, "TaxPointDate"),
    (Namespace::Cbc, "TaxTypeCode"),
    (Namespace::Cbc, "TaxableAmount"),
    (Namespace::Cbc, "TechnicalCommitteeDescription"),
    (Namespace::Cbc, "TechnicalName"),
    (Namespace::Cbc, "TelecommunicationsServiceCall"),
    (Namespace::Cbc, "TelecommunicationsServiceCallCode"),
    (Namespace::Cbc, "TelecommunicationsServiceCategory"),
    (Namespace::Cbc, "TelecommunicationsServiceCategoryCode"),
    (Namespace::Cbc, "TelecommunicationsSupplyType"),
    (Namespace::Cbc, "TelecommunicationsSupplyTypeCode"),
    (Namespace::Cbc, "Telefax"),
    (Namespace::Cbc, "Telephone"),
    (Namespace::Cbc, "TenderEnvelopeID"),
    (Namespace::Cbc, "TenderEnvelopeTypeCode"),
    (Namespace::Cbc, "TenderResultCode"),
    (Namespace::Cbc, "TenderTypeCode"),
    (Namespace::Cbc, "TendererRequirementTypeCode"),
    (Namespace::Cbc, "TendererRoleCode"),
    (Namespace::Cbc, "TestMethod"),
    (Namespace::Cbc, "Text"),
    (Namespace::Cbc, "ThirdPartyPayerIndicator"),
    (Namespace::Cbc, "ThresholdAmount"),
    (Namespace::Cbc, "ThresholdQuantity"),
    (Namespace::Cbc, "ThresholdValueComparisonCode"),
    (Namespace::Cbc, "TierRange"),
    (Namespace::Cbc, "TierRatePercent"),
    (Namespace::Cbc, "TimeAmount"),
    (Namespace::Cbc, "TimeDeltaDaysQuantity"),
    (Namespace::Cbc, "TimeFrequencyCode"),
    (Namespace::Cbc, "TimezoneOffset"),
    (Namespace::Cbc, "TimingComplaint"),
    (Namespace::Cbc, "TimingComplaintCode"),
    (Namespace::Cbc, "Title"),
    (Namespace::Cbc, "ToOrderIndicator"),
    (Namespace::Cbc, "TotalAmount"),
    (Namespace::Cbc, "TotalBalanceAmount"),
    (Namespace::Cbc, "TotalConsumedQuantity"),
    (Namespace::Cbc, "TotalCreditAmount"),
    (Namespace::Cbc, "TotalDebitAmount"),
    (Namespace::Cbc, "TotalDeliveredQuantity"),
    (Namespace::Cbc, "TotalGoodsItemQuantity"),
    (Namespace::Cbc, "TotalInvoiceAmount"),
    (Namespace::Cbc, "TotalMeteredQuantity"),
    (Namespace::Cbc, "TotalPackageQuantity"),
    (Namespace::Cbc, "TotalPackagesQuantity"),
    (Namespace::Cbc, "TotalPaymentAmount"),
    (Namespace::Cbc, "TotalTaskAmount"),
    (Namespace::Cbc, "TotalTaxAmount"),
    (Namespace::Cbc, "TotalTransportHandlingUnitQuantity"),
    (Namespace::Cbc, "TraceID"),
    (Namespace::Cbc, "TrackingDeviceCode"),
    (Namespace::Cbc, "TrackingID"),
    (Namespace::Cbc, "TradeItemPackingLabelingTypeCode"),
    (Namespace::Cbc, "TradeServiceCode"),
    (Namespace::Cbc, "TradingRestrictions"),
    (Namespace::Cbc, "TrainID"),
    (Namespace::Cbc, "TransactionCurrencyTaxAmount"),
    (Namespace::Cbc, "TransitDirectionCode"),
    (Namespace::Cbc, "TransportAuthorizationCode"),
    (Namespace::Cbc, "TransportEmergencyCardCode"),
    (Namespace::Cbc, "TransportEquipmentTypeCode"),
    (Namespace::Cbc, "TransportEventTypeCode"),
    (Namespace::Cbc, "TransportExecutionPlanReferenceID"),
    (Namespace::Cbc, "TransportExecutionStatusCode"),
    (Namespace::Cbc, "TransportHandlingUnitTypeCode"),
    (Namespace::Cbc, "TransportMeansTypeCode"),
    (Namespace::Cbc, "TransportModeCode"),
    (Namespace::Cbc, "TransportServiceCode"),
    (Namespace::Cbc, "TransportServiceProviderRemarks"),
    (Namespace::Cbc, "TransportServiceProviderSpecialTerms"),
    (Namespace::Cbc, "TransportUserRemarks"),
    (Namespace::Cbc, "TransportUserSpecialTerms"),
    (Namespace::Cbc, "TransportationServiceDescription"),
    (Namespace::Cbc, "TransportationServiceDetailsURI"),
    (Namespace::Cbc, "TransportationStatusTypeCode"),
    (Namespace::Cbc, "TypeCode"),
    (Namespace::Cbc, "UBLVersionID"),
    (Namespace::Cbc, "UNDGCode"),
    (Namespace::Cbc, "URI"),
    (Namespace::Cbc, "UUID"),
    (Namespace::Cbc, "UnknownPriceIndicator"),
    (Namespace::Cbc, "UpperOrangeHazardPlacardID"),
    (Namespace::Cbc, "UrgencyCode"),
    (Namespace::Cbc, "UtilityStatementTypeCode"),
    (Namespace::Cbc, "ValidateProcess"),
    (Namespace::Cbc, "ValidateTool"),
    (Namespace::Cbc, "ValidateToolVersion"),
    (Namespace::Cbc, "ValidationDate"),
    (Namespace::Cbc, "ValidationResultCode"),
    (Namespace::Cbc, "ValidationTime"),
    (Namespace::Cbc, "ValidatorID"),
    (Namespace::Cbc, "ValidityPeriod"),
    (Namespace::Cbc, "ValidityStartDate"),
    (Namespace::Cbc, "Value"),
    (Namespace::Cbc, "ValueAmount"),
    (Namespace::Cbc, "ValueMeasure"),
    (Namespace::Cbc, "ValueQualifier"),
    (Namespace::Cbc, "ValueQuantity"),
    (Namespace::Cbc, "VarianceQuantity"),
    (Namespace::Cbc, "VariantConstraintIndicator"),
    (Namespace::Cbc, "VariantID"),
    (Namespace::Cbc, "VersionID"),
    (Namespace::Cbc, "VesselID"),
    (Namespace::Cbc, "VesselName"),
    (Namespace::Cbc, "WarrantyInformation"),
    (Namespace::Cbc, "WebsiteURI"),
    (Namespace::Cbc, "WeekDayCode"),
    (Namespace::Cbc, "Weight"),
    (Namespace::Cbc, "WeightNumeric"),
    (Namespace::Cbc, "WeightingAlgorithmCode"),
    (Namespace::Cbc, "WorkPhase"),
    (Namespace::Cbc, "WorkPhaseCode"),
    (Namespace::Cbc, "XPath"),
    (Namespace::Cac, "AcceptanceTransportEvent"),
    (Namespace::Cac, "AccessoryRelatedItem"),
    (Namespace::Cac, "AccountingContact"),
    (Namespace::Cac, "AccountingCustomerParty"),
    (Namespace::Cac, "AccountingSupplierParty"),
    (Namespace::Cac, "ActivityDataLine"),
    (Namespace::Cac, "ActivityFinalLocation"),
    (Namespace::Cac, "ActivityOriginLocation"),
    (Namespace::Cac, "ActivityPeriod"),
    (Namespace::Cac, "ActivityProperty"),
    (Namespace::Cac, "ActualArrivalTransportEvent"),
    (Namespace::Cac, "ActualDepartureTransportEvent"),
    (Namespace::Cac, "ActualPackage"),
    (Namespace::Cac, "ActualPickupTransportEvent"),
    (Namespace::Cac, "ActualWaypointTransportEvent"),
    (Namespace::Cac, "AdditionalCommodityClassification"),
    (Namespace::Cac, "AdditionalDocumentReference"),
    (Namespace::Cac, "AdditionalDocumentResponse"),
    (Namespace::Cac, "AdditionalInformationParty"),
    (Namespace::Cac, "AdditionalItemIdentification"),
    (Namespace::Cac, "AdditionalItemProperty"),
    (Namespace::Cac, "AdditionalQualifyingParty"),
    (Namespace::Cac, "AdditionalTemperature"),
    (Namespace::Cac, "AdditionalTransportationService"),
    (Namespace::Cac, "Address"),
    (Namespace::Cac, "AddressLine"),
    (Namespace::Cac, "AgentParty"),
    (Namespace::Cac, "AirTransport"),
    (Namespace::Cac, "AllowanceCharge"),
    (Namespace::Cac, "AllowedSubcontractTerms"),
    (Namespace::Cac, "AlternativeConditionPrice"),
    (Namespace::Cac, "AlternativeDeliveryLocation"),
    (Namespace::Cac, "AlternativeLineItem"),
    (Namespace::Cac, "AnticipatedMonetaryTotal"),
    (Namespace::Cac, "AppealInformationParty"),
    (Namespace::Cac, "AppealReceiverParty"),
    (Namespace::Cac, "AppealTerms"),
    (Namespace::Cac, "ApplicableAddress"),
    (Namespace::Cac, "ApplicablePeriod"),
    (Namespace::Cac, "ApplicableRegulation"),
    (Namespace::Cac, "ApplicableTaxCategory"),
    (Namespace::Cac, "ApplicableTerritoryAddress"),
    (Namespace::Cac, "ApplicableTransportMeans"),
    (Namespace::Cac, "AtLocation"),
    (Namespace::Cac, "AttachedTransportEquipment"),
    (Namespace::Cac, "Attachment"),
    (Namespace::Cac, "AuctionTerms"),
    (Namespace::Cac, "AvailabilityTransportEvent"),
    (Namespace::Cac, "AwardedTenderedProject"),
    (Namespace::Cac, "AwardingCriterion"),
    (Namespace::Cac, "AwardingCriterionResponse"),
    (Namespace::Cac, "AwardingTerms"),
    (Namespace::Cac, "BeneficiaryParty"),
    (Namespace::Cac, "BillOfLadingHolderParty"),
    (Namespace::Cac, "BillToParty"),
    (Namespace::Cac, "BillingReference"),
    (Namespace::Cac, "BillingReferenceLine"),
    (Namespace::Cac, "BonusPaymentTerms"),
    (Namespace::Cac, "Branch"),
    (Namespace::Cac, "BudgetAccount"),
    (Namespace::Cac, "BudgetAccountLine"),
    (Namespace::Cac, "BusinessClassificationScheme"),
    (Namespace::Cac, "BuyerContact"),
    (Namespace::Cac, "BuyerCustomerParty"),
    (Namespace::Cac, "BuyerProposedSubstituteLineItem"),
    (Namespace::Cac, "BuyersItemIdentification"),
    (Namespace::Cac, "CallDuty"),
    (Namespace::Cac, "CallForTendersDocumentReference"),
    (Namespace::Cac, "CallForTendersLineReference"),
    (Namespace::Cac, "Capability"),
    (Namespace::Cac, "CardAccount"),
    (Namespace::Cac, "CarrierParty"),
    (Namespace::Cac, "CatalogueDocumentReference"),
    (Namespace::Cac, "CatalogueItemIdentification"),
    (Namespace::Cac, "CatalogueItemSpecificationUpdateLine"),
    (Namespace::Cac, "CatalogueLine"),
    (Namespace::Cac, "CatalogueLineReference"),
    (Namespace::Cac, "CataloguePricingUpdateLine"),
    (Namespace::Cac, "CatalogueReference"),
    (Namespace::Cac, "CatalogueRequestLine"),
    (Namespace::Cac, "CategorizesClassificationCategory"),
    (Namespace::Cac, "Certificate"),
    (Namespace::Cac, "CertificateOfOriginApplication"),
    (Namespace::Cac, "ChildConsignment"),
    (Namespace::Cac, "ClassificationCategory"),
    (Namespace::Cac, "ClassificationScheme"),
    (Namespace::Cac, "ClassifiedTaxCategory"),
    (Namespace::Cac, "Clause"),
    (Namespace::Cac, "CollectPaymentTerms"),
    (Namespace::Cac, "CollectedPayment"),
    (Namespace::Cac, "CommissionPaymentTerms"),
    (Namespace::Cac, "CommodityClassification"),
    (Namespace::Cac, "Communication"),
    (Namespace::Cac, "ComplementaryRelatedItem"),
    (Namespace::Cac, "CompletedTask"),
    (Namespace::Cac, "ComponentRelatedItem"),
    (Namespace::Cac, "Condition"),
    (Namespace::Cac, "ConsigneeParty"),
    (Namespace::Cac, "Consignment"),
    (Namespace::Cac, "ConsignorParty"),
    (Namespace::Cac, "ConsolidatedShipment"),
    (Namespace::Cac, "ConstitutionPeriod"),
    (Namespace::Cac, "Consumption"),
    (Namespace::Cac, "ConsumptionAverage"),
    (Namespace::Cac, "ConsumptionCorrection"),
    (Namespace::Cac, "ConsumptionHistory"),
    (Namespace::Cac, "ConsumptionLine"),
    (Namespace::Cac, "ConsumptionPoint"),
    (Namespace::Cac, "ConsumptionReport"),
    (Namespace::Cac, "ConsumptionReportReference"),
    (Namespace::Cac, "Contact"),
    (Namespace::Cac, "ContactParty"),
    (Namespace::Cac, "ContainedGoodsItem"),
    (Namespace::Cac, "ContainedInTransportEquipment"),
    (Namespace::Cac, "ContainedPackage"),
    (Namespace::Cac, "ContainingPackage"),
    (Namespace::Cac, "ContainingTransportEquipment"),
    (Namespace::Cac, "Contract"),
    (Namespace::Cac, "ContractAcceptancePeriod"),
    (Namespace::Cac, "ContractDocumentReference"),
    (Namespace::Cac, "ContractExecutionRequirement"),
    (Namespace::Cac, "ContractExtension"),
    (Namespace::Cac, "ContractFormalizationPeriod"),
    (Namespace::Cac, "ContractResponsibleParty"),
    (Namespace::Cac, "ContractingActivity"),
    (Namespace::Cac, "ContractingParty"),
    (Namespace::Cac, "ContractingPartyType"),
    (Namespace::Cac, "ContractorCustomerParty"),
    (Namespace::Cac, "ContractualDelivery"),
    (Namespace::Cac, "ContractualDocumentReference"),
    (Namespace::Cac, "CorporateRegistrationScheme"),
    (Namespace::Cac, "Country"),
    (Namespace::Cac, "CreditAccount"),
    (Namespace::Cac, "CreditNoteDocumentReference"),
    (Namespace::Cac, "CreditNoteLine"),
    (Namespace::Cac, "CrewMemberPerson"),
    (Namespace::Cac, "CurrentStatus"),
    (Namespace::Cac, "CustomerParty"),
    (Namespace::Cac, "CustomsAgentParty"),
    (Namespace::Cac, "CustomsDeclaration"),
    (Namespace::Cac, "DebitNoteDocumentReference"),
    (Namespace::Cac, "DebitNoteLine"),
    (Namespace::Cac, "Declaration"),
    (Namespace::Cac, "DefaultLanguage"),
    (Namespace::Cac, "DeletedCatalogueReference"),
    (Namespace::Cac, "Delivery"),
    (Namespace::Cac, "DeliveryAddress"),
    (Namespace::Cac, "DeliveryContact"),
    (Namespace::Cac, "DeliveryCustomerParty"),
    (Namespace::Cac, "DeliveryLocation"),
    (Namespace::Cac, "DeliveryParty"),
    (Namespace::Cac, "DeliveryPeriod"),
    (Namespace::Cac, "DeliveryTerms"),
    (Namespace::Cac, "DeliveryTransportEvent"),
    (Namespace::Cac, "DeliveryUnit"),
    (Namespace::Cac, "DependentLineReference"),
    (Namespace::Cac, "DependentPriceReference"),
    (Namespace::Cac, "Despatch"),
    (Namespace::Cac, "DespatchAddress"),
    (Namespace::Cac, "DespatchContact"),
    (Namespace::Cac, "DespatchDocumentReference"),
    (Namespace::Cac, "DespatchLine"),
    (Namespace::Cac, "DespatchLineReference"),
    (Namespace::Cac, "DespatchLocation"),
    (Namespace::Cac, "DespatchParty"),
    (Namespace::Cac, "DespatchSupplierParty"),
    (Namespace::Cac, "DestinationCountry"),
    (Namespace::Cac, "DetentionTransportEvent"),
    (Namespace::Cac, "DigitalSignatureAttachment"),
    (Namespace::Cac, "Dimension"),
    (Namespace::Cac, "DisbursementPaymentTerms"),
    (Namespace::Cac, "DischargeTransportEvent"),
    (Namespace::Cac, "DiscrepancyResponse"),
    (Namespace::Cac, "DocumentAvailabilityPeriod"),
    (Namespace::Cac, "DocumentDistribution"),
    (Namespace::Cac, "DocumentProviderParty"),
    (Namespace::Cac, "DocumentReference"),
    (Namespace::Cac, "DocumentResponse"),
    (Namespace::Cac, "DocumentTenderRequirement"),
    (Namespace::Cac, "DriverPerson"),
    (Namespace::Cac, "DropoffTransportEvent"),
    (Namespace::Cac, "DurationPeriod"),
    (Namespace::Cac, "Duty"),
    (Namespace::Cac, "EconomicOperatorRole"),
    (Namespace::Cac, "EconomicOperatorShortList"),
    (Namespace::Cac, "EffectivePeriod"),
    (Namespace::Cac, "EmbassyEndorsement"),
    (Namespace::Cac, "EmergencyTemperature"),
    (Namespace::Cac, "EmissionCalculationMethod"),
    (Namespace::Cac, "EmploymentLegislationDocumentReference"),
    (Namespace::Cac, "Endorsement"),
    (Namespace::Cac, "EndorserParty"),
    (Namespace::Cac, "EnergyTaxReport"),
    (Namespace::Cac, "EnergyWaterConsumptionCorrection"),
    (Namespace::Cac, "EnergyWaterSupply"),
    (Namespace::Cac, "EnvironmentalEmission"),
    (Namespace::Cac, "EnvironmentalLegislationDocumentReference"),
    (Namespace::Cac, "EstimatedArrivalTransportEvent"),
    (Namespace::Cac, "EstimatedDeliveryPeriod"),
    (Namespace::Cac, "EstimatedDepartureTransportEvent"),
    (Namespace::Cac, "EstimatedDespatchPeriod"),
    (Namespace::Cac, "EstimatedDurationPeriod"),
    (Namespace::Cac, "EstimatedTransitPeriod"),
    (Namespace::Cac, "EvaluationCriterion"),
    (Namespace::Cac, "Event"),
    (Namespace::Cac, "EventComment"),
    (Namespace::Cac, "EventLineItem"),
    (Namespace::Cac, "EventTactic"),
    (Namespace::Cac, "EventTacticEnumeration"),
    (Namespace::Cac, "Evidence"),
    (Namespace::Cac, "EvidenceDocumentReference"),
    (Namespace::Cac, "EvidenceIssuingParty"),
    (Namespace::Cac, "EvidenceSupplied"),
    (Namespace::Cac, "ExaminationTransportEvent"),
    (Namespace::Cac, "ExceptionCriteriaLine"),
    (Namespace::Cac, "ExceptionNotificationLine"),
    (Namespace::Cac, "ExceptionObservationPeriod"),
    (Namespace::Cac, "ExchangeRate"),
    (Namespace::Cac, "ExportCountry"),
    (Namespace::Cac, "ExportationTransportEvent"),
    (Namespace::Cac, "ExporterParty"),
    (Namespace::Cac, "ExternalReference"),
    (Namespace::Cac, "ExtraAllowanceCharge"),
    (Namespace::Cac, "FinalDeliveryParty"),
    (Namespace::Cac, "FinalDeliveryTransportationService"),
    (Namespace::Cac, "FinalDestinationCountry"),
    (Namespace::Cac, "FinalFinancialGuarantee"),
    (Namespace::Cac, "FinancialAccount"),
    (Namespace::Cac, "FinancialCapability"),
    (Namespace::Cac, "FinancialEvaluationCriterion"),
    (Namespace::Cac, "FinancialGuarantee"),
    (Namespace::Cac, "FinancialInstitution"),
    (Namespace::Cac, "FinancialInstitutionBranch"),
    (Namespace::Cac, "FinancingFinancialAccount"),
    (Namespace::Cac, "FinancingParty"),
    (Namespace::Cac, "FirstArrivalPortLocation"),
    (Namespace::Cac, "FiscalLegislationDocumentReference"),
    (Namespace::Cac, "FlashpointTemperature"),
    (Namespace::Cac, "FloorSpaceMeasurementDimension"),
    (Namespace::Cac, "ForecastException"),
    (Namespace::Cac, "ForecastExceptionCriterionLine"),
    (Namespace::Cac, "ForecastLine"),
    (Namespace::Cac, "ForecastPeriod"),
    (Namespace::Cac, "ForecastRevisionLine"),
    (Namespace::Cac, "ForeignExchangeContract"),
    (Namespace::Cac, "FrameworkAgreement"),
    (Namespace::Cac, "FreightAllowanceCharge"),
    (Namespace::Cac, "FreightChargeLocation"),
    (Namespace::Cac, "FreightForwarderParty"),
    (Namespace::Cac, "FrequencyPeriod"),
    (Namespace::Cac, "FromLocation"),
    (Namespace::Cac, "GoodsItem"),
    (Namespace::Cac, "GoodsItemContainer"),
    (Namespace::Cac, "GuaranteeDocumentReference"),
    (Namespace::Cac, "GuarantorParty"),
    (Namespace::Cac, "GuidanceDocumentReference"),
    (Namespace::Cac, "HandlingTransportEvent"),
    (Namespace::Cac, "HandlingUnitDespatchLine"),
    (Namespace::Cac, "HaulageTradingTerms"),
    (Namespace::Cac, "HazardousGoodsTransit"),
    (Namespace::Cac, "HazardousItem"),
    (Namespace::Cac, "HazardousItemNotificationParty"),
    (Namespace::Cac, "HeadOfficeParty"),
    (Namespace::Cac, "IdentityDocumentReference"),
    (Namespace::Cac, "ImmobilizedSecurity"),
    (Namespace::Cac, "ImporterParty"),
    (Namespace::Cac, "InformationContentProviderParty"),
    (Namespace::Cac, "InstructionForReturnsLine"),
    (Namespace::Cac, "InsuranceEndorsement"),
    (Namespace::Cac, "InsuranceParty"),
    (Namespace::Cac, "InterestedParty"),
    (Namespace::Cac, "InterestedProcurementProjectLot"),
    (Namespace::Cac, "InventoryLocation"),
    (Namespace::Cac, "InventoryPeriod"),
    (Namespace::Cac, "InventoryReportLine"),
    (Namespace::Cac, "InventoryReportingParty"),
    (Namespace::Cac, "InvitationSubmissionPeriod"),
    (Namespace::Cac, "InvoiceDocumentReference"),
    (Namespace::Cac, "InvoiceLine"),
    (Namespace::Cac, "InvoicePeriod"),
    (Namespace::Cac, "IssuerEndorsement"),
    (Namespace::Cac, "IssuerParty"),
    (Namespace::Cac, "IssuingCountry"),
    (Namespace::Cac, "Item"),
    (Namespace::Cac, "ItemComparison"),
    (Namespace::Cac, "ItemIdentification"),
    (Namespace::Cac, "ItemInformationRequestLine"),
    (Namespace::Cac, "ItemInstance"),
    (Namespace::Cac, "ItemLocationQuantity"),
    (Namespace::Cac, "ItemManagementProfile"),
    (Namespace::Cac, "ItemPriceExtension"),
    (Namespace::Cac, "ItemProperty"),
    (Namespace::Cac, "ItemPropertyGroup"),
    (Namespace::Cac, "ItemPropertyRange"),
    (Namespace::Cac, "ItemSpecificationDocumentReference"),
    (Namespace::Cac, "JurisdiccionRegionAddress"),
    (Namespace::Cac, "JurisdictionRegionAddress"),
    (Namespace::Cac, "KeywordItemProperty"),
    (Namespace::Cac, "Language"),
    (Namespace::Cac, "LastExitPortLocation"),
    (Namespace::Cac, "LegalDocumentReference"),
    (Namespace::Cac, "LegalMonetaryTotal"),
    (Namespace::Cac, "LineItem"),
    (Namespace::Cac, "LineReference"),
    (Namespace::Cac, "LineResponse"),
    (Namespace::Cac, "LineValidityPeriod"),
    (Namespace::Cac, "LoadingLocation"),
    (Namespace::Cac, "LoadingPortLocation"),
    (Namespace::Cac, "LoadingProofParty"),
    (Namespace::Cac, "LoadingTransportEvent"),
    (Namespace::Cac, "Location"),
    (Namespace::Cac, "LocationAddress"),
    (Namespace::Cac, "LocationCoordinate"),
    (Namespace::Cac, "LogisticsOperatorParty"),
    (Namespace::Cac, "LotIdentification"),
    (Namespace::Cac, "MainCarriageShipmentStage"),
    (Namespace::Cac, "MainCommodityClassification"),
    (Namespace::Cac, "MainOnAccountPayment"),
    (Namespace::Cac, "MainPeriod"),
    (Namespace::Cac, "MainQualifyingParty"),
    (Namespace::Cac, "MainTransportationService"),
    (Namespace::Cac, "MandateDocumentReference"),
    (Namespace::Cac, "ManufacturerParty"),
    (Namespace::Cac, "ManufacturersItemIdentification"),
    (Namespace::Cac, "MaritimeTransport"),
    (Namespace::Cac, "MasterPerson"),
    (Namespace::Cac, "MaximumDeliveryUnit"),
    (Namespace::Cac, "MaximumTemperature"),
    (Namespace::Cac, "MeasurementDimension"),
    (Namespace::Cac, "MeasurementFromLocation"),
    (Namespace::Cac, "MeasurementToLocation"),
    (Namespace::Cac, "MediationParty"),
    (Namespace::Cac, "Meter"),
    (Namespace::Cac, "MeterProperty"),
    (Namespace::Cac, "MeterReading"),
    (Namespace::Cac, "MinimumDeliveryUnit"),
    (Namespace::Cac, "MinimumTemperature"),
    (Namespace::Cac, "MinutesDocumentReference"),
    (Namespace::Cac, "MiscellaneousEvent"),
    (Namespace::Cac, "MonetaryTotal"),
    (Namespace::Cac, "MortgageHolderParty"),
    (Namespace::Cac, "NominationPeriod"),
    (Namespace::Cac, "NotaryParty"),
    (Namespace::Cac, "NoticeDocumentReference"),
    (Namespace::Cac, "NotificationLocation"),
    (Namespace::Cac, "NotificationPeriod"),
    (Namespace::Cac, "NotificationRequirement"),
    (Namespace::Cac, "NotifyParty"),
    (Namespace::Cac, "OccurenceLocation"),
    (Namespace::Cac, "OfferedItemLocationQuantity"),
    (Namespace::Cac, "OnAccountPayment"),
    (Namespace::Cac, "OnCarriageShipmentStage"),
    (Namespace::Cac, "OpenTenderEvent"),
    (Namespace::Cac, "OperatingParty"),
    (Namespace::Cac, "OptionValidityPeriod"),
    (Namespace::Cac, "OptionalTakeoverTransportEvent"),
    (Namespace::Cac, "OrderDocumentReference"),
    (Namespace::Cac, "OrderLine"),
    (Namespace::Cac, "OrderLineReference"),
    (Namespace::Cac, "OrderReference"),
    (Namespace::Cac, "OrderedShipment"),
    (Namespace::Cac, "OriginAddress"),
    (Namespace::Cac, "OriginCountry"),
    (Namespace::Cac, "OriginalDepartureCountry"),
    (Namespace::Cac, "OriginalDespatchParty"),
    (Namespace::Cac, "OriginalDespatchTransportationService"),
    (Namespace::Cac, "OriginalDocumentReference"),
    (Namespace::Cac, "OriginalItemLocationQuantity"),
    (Namespace::Cac, "OriginatorCustomerParty"),
    (Namespace::Cac, "OriginatorDocumentReference"),
    (Namespace::Cac, "OriginatorParty"),
    (Namespace::Cac, "OtherCommunication"),
    (Namespace::Cac, "OwnerParty"),
    (Namespace::Cac, "Package"),
    (Namespace::Cac, "PackagedTransportHandlingUnit"),
    (Namespace::Cac, "PalletSpaceMeasurementDimension"),
    (Namespace::Cac, "ParentDocumentLineReference"),
    (Namespace::Cac, "ParentDocumentReference"),
    (Namespace::Cac, "ParticipatingLocationsLocation"),
    (Namespace::Cac, "ParticipationRequestReceptionPeriod"),
    (Namespace::Cac, "Party"),
    (Namespace::Cac, "PartyIdentification"),
    (Namespace::Cac, "PartyLegalEntity"),
    (Namespace::Cac, "PartyName"),
    (Namespace::Cac, "PartyTaxScheme"),
    (Namespace::Cac, "PassengerPerson"),
    (Namespace::Cac, "PayeeFinancialAccount"),
    (Namespace::Cac, "PayeeParty"),
    (Namespace::Cac, "PayerFinancialAccount"),
    (Namespace::Cac, "PayerParty"),
    (Namespace::Cac, "Payment"),
    (Namespace::Cac, "PaymentAlternativeExchangeRate"),
    (Namespace::Cac, "PaymentExchangeRate"),
    (Namespace::Cac, "PaymentMandate"),
    (Namespace::Cac, "PaymentMeans"),
    (Namespace::Cac, "PaymentReversalPeriod"),
    (Namespace::Cac, "PaymentTerms"),
    (Namespace::Cac, "PenaltyClause"),
    (Namespace::Cac, "PenaltyPaymentTerms"),
    (Namespace::Cac, "PenaltyPeriod"),
    (Namespace::Cac, "PerformanceDataLine"),
    (Namespace::Cac, "PerformingCarrierParty"),
    (Namespace::Cac, "Period"),
    (Namespace::Cac, "Person"),
    (Namespace::Cac, "PhysicalAttribute"),
    (Namespace::Cac, "PhysicalLocation"),
    (Namespace::Cac, "Pickup"),
    (Namespace::Cac, "PickupLocation"),
    (Namespace::Cac, "PickupParty"),
    (Namespace::Cac, "PickupTransportEvent"),
    (Namespace::Cac, "PlannedArrivalTransportEvent"),
    (Namespace::Cac, "PlannedDeliveryTransportEvent"),
    (Namespace::Cac, "PlannedDepartureTransportEvent"),
    (Namespace::Cac, "PlannedPeriod"),
    (Namespace::Cac, "PlannedPickupTransportEvent"),
    (Namespace::Cac, "PlannedWaypointTransportEvent"),
    (Namespace::Cac, "PositioningTransportEvent"),
    (Namespace::Cac, "PostalAddress"),
    (Namespace::Cac, "PowerOfAttorney"),
    (Namespace::Cac, "PreCarriageShipmentStage"),
    (Namespace::Cac, "PreSelectedParty"),
    (Namespace::Cac, "PrepaidPayment"),
    (Namespace::Cac, "PrepaidPaymentTerms"),
    (Namespace::Cac, "PreparationParty"),
    (Namespace::Cac, "PresentationPeriod"),
    (Namespace::Cac, "PreviousDocumentReference"),
    (Namespace::Cac, "PreviousPriceList"),
    (Namespace::Cac, "Price"),
    (Namespace::Cac, "PriceExtension"),
    (Namespace::Cac, "PriceList"),
    (Namespace::Cac, "PricingExchangeRate"),
    (Namespace::Cac, "PricingReference"),
    (Namespace::Cac, "ProcessJustification"),
    (Namespace::Cac, "ProcurementLegislationDocumentReference"),
    (Namespace::Cac, "ProcurementProject"),
    (Namespace::Cac, "ProcurementProjectLot"),
    (Namespace::Cac, "ProjectReference"),
    (Namespace::Cac, "PromisedDeliveryPeriod"),
    (Namespace::Cac, "PromotionalEvent"),
    (Namespace::Cac, "PromotionalEventLineItem"),
    (Namespace::Cac, "PromotionalSpecification"),
    (Namespace::Cac, "ProviderParty"),
    (Namespace::Cac, "QualificationResolution"),
    (Namespace::Cac, "QualifyingParty"),
    (Namespace::Cac, "QuarantineTransportEvent"),
    (Namespace::Cac, "QuotationDocumentReference"),
    (Namespace::Cac, "QuotationLine"),
    (Namespace::Cac, "QuotationLineReference"),
    (Namespace::Cac, "QuotedMonetaryTotal"),
    (Namespace::Cac, "RailTransport"),
    (Namespace::Cac, "RangeDimension"),
    (Namespace::Cac, "RealizedLocation"),
    (Namespace::Cac, "ReceiptDocumentReference"),
    (Namespace::Cac, "ReceiptLine"),
    (Namespace::Cac, "ReceiptLineReference"),
    (Namespace::Cac, "ReceiptTransportEvent"),
    (Namespace::Cac, "ReceivedHandlingUnitReceiptLine"),
    (Namespace::Cac, "ReceiverParty"),
    (Namespace::Cac, "RecipientCustomerParty"),
    (Namespace::Cac, "RecipientParty"),
    (Namespace::Cac, "ReferencedConsignment"),
    (Namespace::Cac, "ReferencedContract"),
    (Namespace::Cac, "ReferencedGoodsItem"),
    (Namespace::Cac, "ReferencedPackage"),
    (Namespace::Cac, "ReferencedShipment"),
    (Namespace::Cac, "ReferencedTransportEquipment"),
    (Namespace::Cac, "RegistrationAddress"),
    (Namespace::Cac, "RegistryCertificateDocumentReference"),
    (Namespace::Cac, "RegistryPortLocation"),
    (Namespace::Cac, "Regulation"),
    (Namespace::Cac, "RelatedCatalogueReference"),
    (Namespace::Cac, "RelatedItem"),
    (Namespace::Cac, "ReminderDocumentReference"),
    (Namespace::Cac, "ReminderLine"),
    (Namespace::Cac, "ReminderPeriod"),
    (Namespace::Cac, "RemittanceAdviceLine"),
    (Namespace::Cac, "Renewal"),
    (Namespace::Cac, "ReplacedNoticeDocumentReference"),
    (Namespace::Cac, "ReplacedRelatedItem"),
    (Namespace::Cac, "ReplacementRelatedItem"),
    (Namespace::Cac, "ReportedShipment"),
    (Namespace::Cac, "ReportingPerson"),
    (Namespace::Cac, "RequestForQuotationDocumentReference"),
    (Namespace::Cac, "RequestForQuotationLine"),
    (Namespace::Cac, "RequestForTenderLine"),
    (Namespace::Cac, "RequestLineReference"),
    (Namespace::Cac, "RequestedArrivalTransportEvent"),
    (Namespace::Cac, "RequestedCatalogueReference"),
    (Namespace::Cac, "RequestedClassificationScheme"),
    (Namespace::Cac, "RequestedDeliveryPeriod"),
    (Namespace::Cac, "RequestedDeliveryTransportEvent"),
    (Namespace::Cac, "RequestedDepartureTransportEvent"),
    (Namespace::Cac, "RequestedDespatchPeriod"),
    (Namespace::Cac, "RequestedDocumentReference"),
    (Namespace::Cac, "RequestedLanguage"),
    (Namespace::Cac, "RequestedMonetaryTotal"),
    (Namespace::Cac, "RequestedPickupTransportEvent"),
    (Namespace::Cac, "RequestedStatusLocation"),
    (Namespace::Cac, "RequestedStatusPeriod"),
    (Namespace::Cac, "RequestedTenderTotal"),
    (Namespace::Cac, "RequestedValidityPeriod"),
    (Namespace::Cac, "RequestedWaypointTransportEvent"),
    (Namespace::Cac, "RequiredBusinessClassificationScheme"),
    (Namespace::Cac, "RequiredClassificationScheme"),
    (Namespace::Cac, "RequiredFinancialGuarantee"),
    (Namespace::Cac, "RequiredItemLocationQuantity"),
    (Namespace::Cac, "RequiredRelatedItem"),
    (Namespace::Cac, "ResidenceAddress"),
    (Namespace::Cac, "ResolutionDocumentReference"),
    (Namespace::Cac, "Response"),
    (Namespace::Cac, "ResponsibleTransportServiceProviderParty"),
    (Namespace::Cac, "ResultOfVerification"),
    (Namespace::Cac, "RetailPlannedImpact"),
    (Namespace::Cac, "RetailerCustomerParty"),
    (Namespace::Cac, "ReturnAddress"),
    (Namespace::Cac, "RoadTransport"),
    (Namespace::Cac, "SalesItem"),
    (Namespace::Cac, "ScheduledServiceFrequency"),
    (Namespace::Cac, "SecondaryHazard"),
    (Namespace::Cac, "SecurityOfficerPerson"),
    (Namespace::Cac, "SelfBilledCreditNoteDocumentReference"),
    (Namespace::Cac, "SelfBilledInvoiceDocumentReference"),
    (Namespace::Cac, "SellerContact"),
    (Namespace::Cac, "SellerProposedSubstituteLineItem"),
    (Namespace::Cac, "SellerSubstitutedLineItem"),
    (Namespace::Cac, "SellerSupplierParty"),
    (Namespace::Cac, "SellersItemIdentification"),
    (Namespace::Cac, "SenderParty"),
    (Namespace::Cac, "ServiceAllowanceCharge"),
    (Namespace::Cac, "ServiceChargePaymentTerms"),
    (Namespace::Cac, "ServiceEndTimePeriod"),
    (Namespace::Cac, "ServiceFrequency"),
    (Namespace::Cac, "ServiceProviderParty"),
    (Namespace::Cac, "ServiceStartTimePeriod"),
    (Namespace::Cac, "SettlementPeriod"),
    (Namespace::Cac, "ShareholderParty"),
    (Namespace::Cac, "Shipment"),
    (Namespace::Cac, "ShipmentDocumentReference"),
    (Namespace::Cac, "ShipmentStage"),
    (Namespace::Cac, "ShipsSurgeonPerson"),
    (Namespace::Cac, "SignatoryContact"),
    (Namespace::Cac, "SignatoryParty"),
    (Namespace::Cac, "Signature"),
    (Namespace::Cac, "SourceCatalogueReference"),
    (Namespace::Cac, "SourceIssuerParty"),
    (Namespace::Cac, "SpecificTendererRequirement"),
    (Namespace::Cac, "StandardItemIdentification"),
    (Namespace::Cac, "StatementDocumentReference"),
    (Namespace::Cac, "StatementLine"),
    (Namespace::Cac, "StatementPeriod"),
    (Namespace::Cac, "Status"),
    (Namespace::Cac, "StatusLocation"),
    (Namespace::Cac, "StatusPeriod"),
    (Namespace::Cac, "StockAvailabilityReportLine"),
    (Namespace::Cac, "StorageLocation"),
    (Namespace::Cac, "StorageTransportEvent"),
    (Namespace::Cac, "Stowage"),
    (Namespace::Cac, "SubCreditNoteLine"),
    (Namespace::Cac, "SubDebitNoteLine"),
    (Namespace::Cac, "SubInvoiceLine"),
    (Namespace::Cac, "SubLineItem"),
    (Namespace::Cac, "SubRequestForTenderLine"),
    (Namespace::Cac, "SubTenderLine"),
    (Namespace::Cac, "SubcontractTerms"),
    (Namespace::Cac, "SubcontractorParty"),
    (Namespace::Cac, "SubordinateAwardingCriterion"),
    (Namespace::Cac, "SubordinateAwardingCriterionResponse"),
    (Namespace::Cac, "SubscriberConsumption"),
    (Namespace::Cac, "SubscriberParty"),
    (Namespace::Cac, "SubsequentProcessTenderRequirement"),
    (Namespace::Cac, "SubsidiaryLocation"),
    (Namespace::Cac, "SubstituteCarrierParty"),
    (Namespace::Cac, "SuggestedEvidence"),
    (Namespace::Cac, "SupplierConsumption"),
    (Namespace::Cac, "SupplierParty"),
    (Namespace::Cac, "SupplyChainActivityDataLine"),
    (Namespace::Cac, "SupplyItem"),
    (Namespace::Cac, "SupportedCommodityClassification"),
    (Namespace::Cac, "SupportedTransportEquipment"),
    (Namespace::Cac, "SupportingDocumentReference"),
    (Namespace::Cac, "TakeoverTransportEvent"),
    (Namespace::Cac, "TaxCategory"),
    (Namespace::Cac, "TaxExchangeRate"),
    (Namespace::Cac, "TaxExclusivePrice"),
    (Namespace::Cac, "TaxInclusivePrice"),
    (Namespace::Cac, "TaxRepresentativeParty"),
    (Namespace::Cac, "TaxScheme"),
    (Namespace::Cac, "TaxSubtotal"),
    (Namespace::Cac, "TaxTotal"),
    (Namespace::Cac, "TechnicalCapability"),
    (Namespace::Cac, "TechnicalCommitteePerson"),
    (Namespace::Cac, "TechnicalDocumentReference"),
    (Namespace::Cac, "TechnicalEvaluationCriterion"),
    (Namespace::Cac, "TelecommunicationsService"),
    (Namespace::Cac, "TelecommunicationsSupply"),
    (Namespace::Cac, "TelecommunicationsSupplyLine"),
    (Namespace::Cac, "Temperature"),
    (Namespace::Cac, "TemplateDocumentReference"),
    (Namespace::Cac, "TenderDocumentReference"),
    (Namespace::Cac, "TenderEvaluationParty"),
    (Namespace::Cac, "TenderLine"),
    (Namespace::Cac, "TenderPreparation"),
    (Namespace::Cac, "TenderRecipientParty"),
    (Namespace::Cac, "TenderRequirement"),
    (Namespace::Cac, "TenderResult"),
    (Namespace::Cac, "TenderSubmissionDeadlinePeriod"),
    (Namespace::Cac, "TenderValidityPeriod"),
    (Namespace::Cac, "TenderedProject"),
    (Namespace::Cac, "TendererParty"),
    (Namespace::Cac, "TendererPartyQualification"),
    (Namespace::Cac, "TendererQualificationDocumentReference"),
    (Namespace::Cac, "TendererQualificationRequest"),
    (Namespace::Cac, "TendererRequirement"),
    (Namespace::Cac, "TenderingProcess"),
    (Namespace::Cac, "TenderingTerms"),
    (Namespace::Cac, "TerminalOperatorParty"),
    (Namespace::Cac, "TimeDuty"),
    (Namespace::Cac, "ToLocation"),
    (Namespace::Cac, "TotalCapacityDimension"),
    (Namespace::Cac, "TradeFinancing"),
    (Namespace::Cac, "TradingTerms"),
    (Namespace::Cac, "TransactionConditions"),
    (Namespace::Cac, "TransitCountry"),
    (Namespace::Cac, "TransitPeriod"),
    (Namespace::Cac, "TransportAdvisorParty"),
    (Namespace::Cac, "TransportContract"),
    (Namespace::Cac, "TransportEquipment"),
    (Namespace::Cac, "TransportEquipmentSeal"),
    (Namespace::Cac, "TransportEvent"),
    (Namespace::Cac, "TransportExecutionPlanDocumentReference"),
    (Namespace::Cac, "TransportExecutionPlanRequestDocumentReference"),
    (Namespace::Cac, "TransportExecutionTerms"),
    (Namespace::Cac, "TransportHandlingUnit"),
    (Namespace::Cac, "TransportMeans"),
    (Namespace::Cac, "TransportProgressStatusRequestDocumentReference"),
    (Namespace::Cac, "TransportSchedule"),
    (Namespace::Cac, "TransportServiceDescriptionDocumentReference"),
    (Namespace::Cac, "TransportServiceDescriptionRequestDocumentReference"),
    (Namespace::Cac, "TransportServiceProviderParty"),
    (Namespace::Cac, "TransportServiceProviderResponseDeadlinePeriod"),
    (Namespace::Cac, "TransportServiceProviderResponseRequiredPeriod"),
    (Namespace::Cac, "TransportUserParty"),
    (Namespace::Cac, "TransportUserResponseRequiredPeriod"),
    (Namespace::Cac, "TransportationSegment"),
    (Namespace::Cac, "TransportationService"),
    (Namespace::Cac, "TransportationStatusRequestDocumentReference"),
    (Namespace::Cac, "TransshipPortLocation"),
    (Namespace::Cac, "UnloadingLocation"),
    (Namespace::Cac, "UnloadingPortLocation"),
    (Namespace::Cac, "UnstructuredPrice"),
    (Namespace::Cac, "UnsupportedCommodityClassification"),
    (Namespace::Cac, "UnsupportedTransportEquipment"),
    (Namespace::Cac, "UpdatedDeliveryTransportEvent"),
    (Namespace::Cac, "UpdatedPickupTransportEvent"),
    (Namespace::Cac, "UsabilityPeriod"),
    (Namespace::Cac, "UtilityConsumptionPoint"),
    (Namespace::Cac, "UtilityCustomerParty"),
    (Namespace::Cac, "UtilityItem"),
    (Namespace::Cac, "UtilityMeter"),
    (Namespace::Cac, "UtilitySupplierParty"),
    (Namespace::Cac, "ValidityPeriod"),
    (Namespace::Cac, "WarehousingTransportEvent"),
    (Namespace::Cac, "WarrantyParty"),
    (Namespace::Cac, "WarrantyValidityPeriod"),
    (Namespace::Cac, "WebSiteAccess"),
    (Namespace::Cac, "WinningParty"),
    (Namespace::Cac, "WithholdingTaxTotal"),
    (Namespace::Cac, "WitnessParty"),
    (Namespace::Cac, "WorkOrderDocumentReference"),
    (Namespace::Cac, "WorkPhaseReference"),
    (Namespace::Ext, "ExtensionAgencyID"),
    (Namespace::Ext, "ExtensionAgencyName"),
    (Namespace::Ext, "ExtensionAgencyURI"),
    (Namespace::Ext, "ExtensionContent"),
    (Namespace::Ext, "ExtensionReason"),
    (Namespace::Ext, "ExtensionReasonCode"),
    (Namespace::Ext, "ExtensionURI"),
    (Namespace::Ext, "ExtensionVersionID"),
    (Namespace::Ext, "UBLExtension"),
    (Namespace::Ext, "UBLExtensions"),
    (Namespace::None, "characterSetCode"),
    (Namespace::None, "currencyCodeListVersionID"),
    (Namespace::None, "currencyID"),
    (Namespace::None, "encodingCode"),
    (Namespace::None, "filename"),
    (Namespace::None, "format"),
    (Namespace::None, "languageID"),
    (Namespace::None, "languageLocaleID"),
    (Namespace::None, "listAgencyID"),
    (Namespace::None, "listAgencyName"),
    (Namespace::None, "listID"),
    (Namespace::None, "listName"),
    (Namespace::None, "listSchemeURI"),
    (Namespace::None, "listURI"),
    (Namespace::None, "listVersionID"),
    (Namespace::None, "mimeCode"),
    (Namespace::None, "name"),
    (Namespace::None, "scheme"),
    (Namespace::None, "schemeAgencyID"),
    (Namespace::None, "schemeAgencyName"),
    (Namespace::None, "schemeDataURI"),
    (Namespace::None, "schemeID"),
    (Namespace::None, "schemeName"),
    (Namespace::None, "schemeURI"),
    (Namespace::None, "schemeVersionID"),
    (Namespace::None, "unitCode"),
    (Namespace::None, "unitCodeListAgencyID"),
    (Namespace::None, "unitCodeListAgencyIdentifier"),
    (Namespace::None, "unitCodeListAgencyName"),
    (Namespace::None, "unitCodeListID"),
    (Namespace::None, "unitCodeListIdentifier"),
    (Namespace::None, "unitCodeListVersionID"),
    (Namespace::None, "uri"),
    (Namespace::Xsi, "nil"),
    (Namespace::Xsi, "noNamespaceSchemaLocation"),
    (Namespace::Xsi, "schemaLocation"),
    (Namespace::Xsi, "type"),
];
