//! Posting over loopback: whatever happens to the connection, we know whether the peer can have the message.
#![allow(clippy::unwrap_used)]

mod fixture;

use std::sync::Once;
use std::time::Duration;

use as4::{Answer, PostError, Prepared, post};
use fixture::{message, network};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap());
    let none = reqwest::redirect::Policy::none();
    reqwest::Client::builder().redirect(none).no_proxy().timeout(Duration::from_secs(20)).build().unwrap()
}

fn prepared() -> Prepared {
    network().prepare(&message(b"<a/>"))
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/as4", listener.local_addr().unwrap());
    (listener, url)
}

/// The request up to its last byte.
async fn read_request(stream: &mut TcpStream, body_length: usize) -> Vec<u8> {
    let mut request = Vec::new();
    loop {
        stream.read_buf(&mut request).await.unwrap();
        let header = memchr::memmem::find(&request, b"\r\n\r\n");
        if header.is_some_and(|end| request.len() >= end + 4 + body_length) {
            return request;
        }
    }
}

#[tokio::test]
async fn the_peer_gets_the_bytes_and_we_get_its_answer() {
    let (listener, url) = listen().await;
    let prepared = prepared();
    let length = prepared.body.len();
    let peer = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream, length).await;
        let answer = b"HTTP/1.1 500 Oops\r\nContent-Type: application/soap+xml\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>";
        stream.write_all(answer).await.unwrap();
        request
    });
    let answer = post(&client(), &url, &prepared).await.unwrap();
    assert_eq!(answer, Answer { status: 500, content_type: "application/soap+xml".into(), body: b"<a/>".to_vec() });
    let request = peer.await.unwrap();
    assert!(request.ends_with(&prepared.body));
    let header = String::from_utf8_lossy(&request[..request.len() - length]).to_ascii_lowercase();
    assert!(header.contains(&format!("content-type: {}", prepared.content_type.to_ascii_lowercase())), "{header}");
    assert!(header.contains(&format!("content-length: {length}")), "{header}");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_left() {
    let (listener, url) = listen().await;
    drop(listener);
    let error = post(&client(), &url, &prepared()).await.unwrap_err();
    assert!(matches!(error, PostError::Connect { .. }), "{error}");
    assert!(!error.left_the_house());
    let error = post(&client(), "not a url", &prepared()).await.unwrap_err();
    assert!(!error.left_the_house(), "{error}");
}

#[tokio::test]
async fn a_connection_lost_after_the_request_leaves_it_open() {
    let (listener, url) = listen().await;
    let prepared = prepared();
    let length = prepared.body.len();
    let peer = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream, length).await;
    });
    let error = post(&client(), &url, &prepared).await.unwrap_err();
    peer.await.unwrap();
    assert!(error.left_the_house(), "{error}");
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let (listener, url) = listen().await;
    let prepared = prepared();
    let length = prepared.body.len();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream, length).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        while stream.write_all(&[b'x'; 8_192]).await.is_ok() {}
    });
    let error = post(&client(), &url, &prepared).await.unwrap_err();
    assert!(error.to_string().contains("more than"), "{error}");
}
