package io.tierwise.launcher.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
  @Test
  void mailsAreShown_withoutAnyRight() throws Exception {
    try (MailCatcher catcher = MailCatcher.start(0, 0, Clock.systemUTC())) {
      assertThat(page(catcher.url())).contains("Nothing has been sent yet");
      send(catcher.smtpPort(), "Grüße <1>", "<p>Hi</p><script>alert(1)</script>");
      send(catcher.smtpPort(), "Second", null);
      assertThat(page(catcher.url())).contains("Mails: 2", "<b>Second</b>", "Grüße &lt;1&gt;");
      assertThat(page(catcher.url().resolve("/mails/1")))
          .contains(
              "<iframe sandbox srcdoc=\"&lt;p&gt;Hi&lt;/p&gt;&lt;script&gt;",
              "href=\"http://localhost:1/u\"")
          .doesNotContain("<script>");
    }
  }

  private static void send(int port, String subject, String html) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    MimeMessage mail = new MimeMessage(Session.getInstance(properties));
    mail.setFrom(new InternetAddress("news@shop.example"));
    mail.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@mail.example"));
    mail.setSubject(subject, "UTF-8");
    mail.setHeader("List-Unsubscribe", "<http://localhost:1/u>");
    if (html == null) {
      mail.setText("text", "UTF-8");
    } else {
      MimeBodyPart text = new MimeBodyPart();
      text.setText("text", "UTF-8");
      MimeBodyPart rich = new MimeBodyPart();
      rich.setText(html, "UTF-8", "html");
      mail.setContent(new MimeMultipart("alternative", text, rich));
    }
    Transport.send(mail);
  }

  private static String page(URI url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
