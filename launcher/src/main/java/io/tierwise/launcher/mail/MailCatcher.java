package io.tierwise.launcher.mail;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on loopback that delivers nothing, and a page that shows its last mails. */
public final class MailCatcher implements AutoCloseable {
  private static final int KEPT = 500;
  private static final int LARGEST = 5 * 1024 * 1024;

  private final SMTPServer smtp;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Clock clock;
  private final Deque<CaughtMail> mails = new ArrayDeque<>();
  private long caught;

  private MailCatcher(int smtpPort, int pagePort, Clock clock) throws IOException {
    this.clock = clock;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(loopback, pagePort), 50);
    http.setExecutor(threads);
    http.createContext("/", this::show);
    smtp =
        SMTPServer.port(smtpPort)
            .bindAddress(loopback)
            .hostName("localhost")
            .maxMessageSize(LARGEST)
            .messageHandlerFactory(_ -> new Handler())
            .build();
  }

  /** On these ports, 0 for any. */
  public static MailCatcher start(int smtpPort, int pagePort, Clock clock) throws IOException {
    MailCatcher catcher = new MailCatcher(smtpPort, pagePort, clock);
    try {
      catcher.smtp.start();
      catcher.http.start();
      return catcher;
    } catch (RuntimeException e) {
      catcher.close();
      throw new IOException("the mail catcher did not start: " + e.getMessage(), e);
    }
  }

  public int smtpPort() {
    return smtp.getPortAllocated();
  }

  /** The page. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  private synchronized void keep(byte[] bytes) throws IOException {
    mails.addFirst(CaughtMail.read(++caught, clock.instant(), bytes));
    while (mails.size() > KEPT) {
      mails.removeLast();
    }
  }

  private synchronized String page(@Nullable String number) {
    List<CaughtMail> shown = List.copyOf(mails);
    CaughtMail chosen =
        shown.stream()
            .filter(mail -> number == null || number.equals(String.valueOf(mail.number())))
            .findFirst()
            .orElse(null);
    return MailPage.of(caught, shown, chosen);
  }

  private void show(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String number = path.startsWith("/mails/") ? path.substring("/mails/".length()) : null;
      byte[] page = page(number).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange
          .getResponseHeaders()
          .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  @Override
  public void close() {
    smtp.stop();
    http.stop(0);
    threads.shutdownNow();
  }

  private final class Handler implements MessageHandler {
    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) {}

    @Override
    public @Nullable String data(InputStream data) throws IOException {
      keep(data.readNBytes(LARGEST));
      return null;
    }

    @Override
    public void done() {}
  }
}
