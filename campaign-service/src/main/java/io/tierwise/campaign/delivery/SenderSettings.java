package io.tierwise.campaign.delivery;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a channel reaches people. Secrets are named here, and held by the service's settings. */
public sealed interface SenderSettings {
  /** A request for each message. */
  record Webhook(URI url, @Nullable String secret, Duration timeout) implements SenderSettings {}

  /**
   * Mails over a server.
   *
   * @param password name of the secret
   */
  record Smtp(
      String host,
      int port,
      Security security,
      @Nullable String username,
      @Nullable String password,
      String from,
      @Nullable String replyTo)
      implements SenderSettings {}

  /** Kept here, for the shop to show. */
  record Inbox() implements SenderSettings {}

  /** A CSV file for each batch, in a folder under the service's drop folder. */
  record FileDrop(String folder) implements SenderSettings {}

  /** A Kafka topic, keyed by the message's key. */
  record Topic(String name) implements SenderSettings {}

  /** How a connection to a mail server is guarded. */
  enum Security {
    NONE,
    STARTTLS,
    TLS
  }

  /** As in requests and answers. */
  default String kind() {
    return switch (this) {
      case Webhook _ -> "webhook";
      case Smtp _ -> "smtp";
      case Inbox _ -> "inbox";
      case FileDrop _ -> "file";
      case Topic _ -> "topic";
    };
  }
}
