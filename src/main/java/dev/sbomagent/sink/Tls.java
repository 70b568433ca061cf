package dev.sbomagent.sink;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS 1.2 or 1.3 as a client (RFC 5425, RFC 9662): the server's certificate must lead to a known
 * one and name the server (RFC 6125); ours is shown when there is one. Files are read anew for each
 * connection, so that renewed certificates need no restart.
 */
final class Tls {
  private static final char[] NO_PASSWORD = "-".toCharArray();

  private final SSLContext context;
  private final Optional<String> serverName;

  private Tls(SSLContext context, Optional<String> serverName) {
    this.context = context;
    this.serverName = serverName;
  }

  /**
   * What the files of these settings make.
   *
   * @throws SSLException when they do not hold what they should
   */
  static Tls of(SinkSettings.NetworkSyslog settings) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          settings.certificate().isPresent() && settings.key().isPresent()
              ? ours(settings.certificate().get(), settings.key().get())
              : null,
          settings.ca().isPresent() ? known(settings.ca().get()) : null,
          null);
      return new Tls(context, settings.serverName());
    } catch (GeneralSecurityException wrong) {
      throw new SSLException(String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static KeyManager @Nullable [] ours(Path certificate, Path key)
      throws IOException, GeneralSecurityException {
    List<X509Certificate> chain = PemFile.certificates(certificate);
    PrivateKey secret = PemFile.privateKey(key);
    KeyStore store = empty();
    store.setKeyEntry("ours", secret, NO_PASSWORD, chain.toArray(new X509Certificate[0]));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] known(Path ca)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int index = 0;
    for (X509Certificate certificate : PemFile.certificates(ca)) {
      store.setCertificateEntry("ca-" + index++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  /** Agrees on TLS over a connected socket; closing the socket beneath ends it. */
  Socket secure(Socket connected, String host, int port) throws IOException {
    String name = serverName.orElse(host);
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(connected, name, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    try {
      // the platform takes one that is itself among the known ones for good, even when expired
      ((X509Certificate) socket.getSession().getPeerCertificates()[0]).checkValidity();
    } catch (CertificateException expired) {
      throw new SSLException("certificate of the server: " + expired.getMessage(), expired);
    }
    return socket;
  }
}
