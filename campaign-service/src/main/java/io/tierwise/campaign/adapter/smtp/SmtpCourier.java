package io.tierwise.campaign.adapter.smtp;

import io.tierwise.campaign.delivery.OneByOne;
import io.tierwise.campaign.delivery.Outcome;
import io.tierwise.campaign.delivery.Parcel;
import io.tierwise.campaign.delivery.SenderSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** Sends mails over one connection, which it opens when it has one to send. */
public final class SmtpCourier implements OneByOne.Courier {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Connecting, and each of the few answers that a mail waits for, at their slowest. */
  public static final Duration LONGEST = Duration.ofSeconds(45);

  private final SenderSettings.Smtp settings;
  private final @Nullable String password;
  private final Clock clock;
  private final Session session;
  private @Nullable Transport connection;

  public SmtpCourier(SenderSettings.Smtp settings, @Nullable String password, Clock clock) {
    this.settings = settings;
    this.password = password;
    this.clock = clock;
    this.session = Session.getInstance(properties(settings));
  }

  private static Properties properties(SenderSettings.Smtp settings) {
    String millis = String.valueOf(TIMEOUT.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", String.valueOf(settings.username() != null));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    switch (settings.security()) {
      case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
      case STARTTLS -> {
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  @Override
  public Outcome carry(Parcel parcel) {
    String email = parcel.recipient().email();
    if (email == null) {
      return new Outcome.Failed("the profile has no e-mail address");
    }
    InternetAddress to;
    try {
      to = new InternetAddress(email, true);
    } catch (AddressException e) {
      return new Outcome.Failed("'" + email + "' is no e-mail address");
    }
    try {
      MimeMessage mail = Mail.of(session, settings, to, parcel, clock.instant());
      connected().sendMessage(mail, mail.getAllRecipients());
      return new Outcome.Sent();
    } catch (AuthenticationFailedException e) {
      close();
      return new Outcome.Troubled("the mail server refused the login", null);
    } catch (MessagingException e) {
      Outcome outcome = outcome(e);
      if (!(outcome instanceof Outcome.Bounced)) {
        close();
      }
      return outcome;
    }
  }

  private Transport connected() throws MessagingException {
    Transport open = connection;
    if (open == null) {
      open = session.getTransport("smtp");
      open.connect(settings.host(), settings.port(), settings.username(), password);
      connection = open;
    }
    return open;
  }

  /** A refusal for good is about the address or the mail; everything else may pass. */
  private static Outcome outcome(MessagingException e) {
    Exception cause = e;
    while (cause instanceof MessagingException trouble) {
      int code =
          switch (trouble) {
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException _ -> 0;
            case SMTPSendFailedException refused -> refused.getReturnCode();
            default -> 0;
          };
      if (code >= 500 && code < 600) {
        return new Outcome.Bounced(oneLine(trouble.getMessage()));
      }
      cause = trouble.getNextException();
    }
    return new Outcome.Troubled(
        (e instanceof SendFailedException ? "the mail server refused: " : "")
            + oneLine(e.getMessage()),
        null);
  }

  private static String oneLine(@Nullable String text) {
    return text == null ? "no reason given" : text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  @Override
  public void close() {
    Transport open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (MessagingException e) {
        // The server has ended it already.
      }
    }
  }

  /** Whether a text is an address that mails can come from. */
  public static boolean isAddress(String text) {
    try {
      new InternetAddress(text, true);
      return true;
    } catch (AddressException e) {
      return false;
    }
  }
}
