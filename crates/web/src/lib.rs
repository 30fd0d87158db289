//! HTTP: the API, and the AS4 endpoint.
