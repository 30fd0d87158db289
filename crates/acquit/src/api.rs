//! A small client of our own HTTP API: what the demo and the tests of the road call.

use anyhow::{Context, bail};
use chrono::{DateTime, Utc};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

/// A gateway's API, as a user reaches it: base address and key.
#[derive(Clone, Debug)]
pub struct Api {
    base: String,
    key: String,
    http: reqwest::Client,
}

/// What the API answered: its status and its JSON.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The body.
    pub body: Value,
}

impl Api {
    /// The API at this base address, such as `https://127.0.0.1:8443`.
    pub fn new(base: impl Into<String>, key: impl Into<String>, http: reqwest::Client) -> Self {
        Self { base: base.into(), key: key.into(), http }
    }

    /// Sends a request and reads the answer, whatever its status.
    pub async fn call(&self, method: Method, path: &str, content_type: &str, body: Vec<u8>) -> anyhow::Result<Answer> {
        let request = self.http.request(method.clone(), format!("{}{path}", self.base)).bearer_auth(&self.key);
        let request = if body.is_empty() { request } else { request.header("content-type", content_type).body(body) };
        let answer = request.send().await.with_context(|| format!("{method} {path} did not get through"))?;
        let status = answer.status();
        let bytes = answer.bytes().await.with_context(|| format!("the answer to {method} {path} broke off"))?;
        let body = if bytes.is_empty() {
            Value::Null
        } else {
            serde_json::from_slice(&bytes).context("the answer is no JSON")?
        };
        Ok(Answer { status, body })
    }

    /// A request that must succeed; what the API says otherwise becomes the error.
    async fn must(&self, method: Method, path: &str, content_type: &str, body: Vec<u8>) -> anyhow::Result<Value> {
        let answer = self.call(method.clone(), path, content_type, body).await?;
        if !answer.status.is_success() {
            bail!("{method} {path}: {} {}", answer.status, answer.body);
        }
        Ok(answer.body)
    }

    /// `GET`.
    pub async fn get(&self, path: &str) -> anyhow::Result<Value> {
        self.must(Method::GET, path, "", Vec::new()).await
    }

    /// `POST` of JSON.
    pub async fn post(&self, path: &str, body: &Value) -> anyhow::Result<Value> {
        self.must(Method::POST, path, "application/json", body.to_string().into_bytes()).await
    }

    /// Hands in a document: a JSON model or UBL, told apart by its first character.
    pub async fn submit(&self, document: &[u8]) -> anyhow::Result<Answer> {
        let kind = if document.trim_ascii_start().starts_with(b"<") { "application/xml" } else { "application/json" };
        self.call(Method::POST, "/v1/documents", kind, document.to_vec()).await
    }

    /// Hands in a bank statement.
    pub async fn bank_file(&self, statement: Vec<u8>) -> anyhow::Result<Value> {
        self.must(Method::POST, "/v1/bank-files", "application/xml", statement).await
    }

    /// Moves the sandbox's clock.
    pub async fn set_clock(&self, now: DateTime<Utc>) -> anyhow::Result<()> {
        let body = json!({ "now": now }).to_string().into_bytes();
        self.must(Method::PUT, "/sandbox/clock", "application/json", body).await.map(|_| ())
    }

    /// Lets the workers of a sandbox run until nothing is due.
    pub async fn work(&self) -> anyhow::Result<Value> {
        self.post("/sandbox/run", &json!({})).await
    }
}
