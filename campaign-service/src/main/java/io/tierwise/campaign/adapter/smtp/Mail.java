package io.tierwise.campaign.adapter.smtp;

import io.tierwise.campaign.delivery.Content;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.SenderSettings;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/** A mail whose id is that of the message: who gets it twice can tell. */
final class Mail extends MimeMessage {
  private static final String UTF_8 = "UTF-8";
  private final String id;

  private Mail(Session session, String id) {
    super(session);
    this.id = id;
  }

  static MimeMessage of(
      Session session, SenderSettings.Smtp settings, InternetAddress to, Parcel parcel, Instant now)
      throws MessagingException {
    InternetAddress from = new InternetAddress(settings.from(), true);
    String address = from.getAddress();
    byte[] key = parcel.message().key().getBytes(StandardCharsets.UTF_8);
    Mail mail =
        new Mail(
            session,
            "<%s@%s>"
                .formatted(
                    UUID.nameUUIDFromBytes(key), address.substring(address.lastIndexOf('@') + 1)));
    mail.setFrom(from);
    mail.setRecipient(Message.RecipientType.TO, to);
    if (settings.replyTo() != null) {
      mail.setReplyTo(new InternetAddress[] {new InternetAddress(settings.replyTo(), true)});
    }
    mail.setSentDate(Date.from(now));
    mail.setSubject(parcel.content().subject(), UTF_8);
    String url = parcel.unsubscribeUrl();
    if (url != null) {
      mail.setHeader("List-Unsubscribe", "<" + url + ">");
      mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    fill(mail, parcel.content());
    mail.saveChanges();
    return mail;
  }

  private static void fill(Mail mail, Content content) throws MessagingException {
    if (content.html() == null) {
      mail.setText(content.text(), UTF_8);
      return;
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(content.text(), UTF_8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(content.html(), UTF_8, "html");
    mail.setContent(new MimeMultipart("alternative", text, html));
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
