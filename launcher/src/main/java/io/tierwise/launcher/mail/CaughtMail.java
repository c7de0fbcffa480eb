package io.tierwise.launcher.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail as a person looks at it.
 *
 * @param html null if it has text only
 * @param unsubscribe the link of its header; null without one
 */
record CaughtMail(
    long number,
    Instant at,
    String from,
    String to,
    String subject,
    String text,
    @Nullable String html,
    @Nullable String unsubscribe) {
  static CaughtMail read(long number, Instant at, byte[] bytes) throws IOException {
    try {
      MimeMessage mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
      String[] links = mail.getHeader("List-Unsubscribe");
      return new CaughtMail(
          number,
          at,
          header(mail, "From"),
          header(mail, "To"),
          Objects.requireNonNullElse(mail.getSubject(), ""),
          Objects.requireNonNullElse(body(mail, "text/plain"), ""),
          body(mail, "text/html"),
          links == null ? null : links[0].replaceAll("[<>\\s]", ""));
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  private static String header(MimeMessage mail, String name)
      throws MessagingException, IOException {
    String value = mail.getHeader(name, ", ");
    return value == null ? "" : MimeUtility.decodeText(value);
  }

  private static @Nullable String body(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return String.valueOf(part.getContent());
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        String found = body(inner, type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
