package io.tierwise.campaign;

import io.tierwise.campaign.adapter.file.FileDropSender;
import io.tierwise.campaign.adapter.kafka.TopicSender;
import io.tierwise.campaign.adapter.rest.MessageJson;
import io.tierwise.campaign.adapter.rest.WebhookCourier;
import io.tierwise.campaign.adapter.rest.WebhookSignature;
import io.tierwise.campaign.adapter.smtp.SmtpCourier;
import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.OneByOne;
import io.tierwise.campaign.delivery.Outcome;
import io.tierwise.campaign.delivery.Sender;
import io.tierwise.campaign.delivery.SenderSettings;
import io.tierwise.campaign.delivery.Senders;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Senders as channels and this installation's settings say. */
final class SenderConfiguration implements Senders {
  private static final int PARTITIONS = 3;
  private final DeliveryProperties properties;
  private final KafkaTemplate<String, byte[]> kafka;
  private final KafkaAdmin admin;
  private final Clock clock;
  private final Set<String> topics = ConcurrentHashMap.newKeySet();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  SenderConfiguration(
      DeliveryProperties properties,
      KafkaTemplate<String, byte[]> kafka,
      KafkaAdmin admin,
      Clock clock) {
    this.properties = properties;
    this.kafka = kafka;
    this.admin = admin;
    this.clock = clock;
  }

  @Override
  public Sender of(ChannelDelivery delivery) {
    SenderSettings settings = delivery.sender();
    Optional<Trouble> trouble = trouble(settings);
    if (trouble.isPresent()) {
      String reason = trouble.get().field() + ": " + trouble.get().message();
      return each(new Outcome.Troubled(reason, null));
    }
    return switch (settings) {
      case SenderSettings.Webhook webhook -> {
        String secret = secret(webhook.secret());
        WebhookSignature signature = secret == null ? null : new WebhookSignature(secret);
        yield new OneByOne(
            delivery.parallel(),
            webhook.timeout(),
            clock,
            () -> new WebhookCourier(http, webhook, signature, clock));
      }
      case SenderSettings.Smtp smtp ->
          new OneByOne(
              delivery.parallel(),
              SmtpCourier.LONGEST,
              clock,
              () -> new SmtpCourier(smtp, secret(smtp.password()), clock));
      case SenderSettings.Inbox() ->
          (_, parcels, _, told) ->
              parcels.forEach(parcel -> told.of(parcel, new Outcome.Shown(parcel.content())));
      case SenderSettings.FileDrop file -> new FileDropSender(drop(file), delivery.channel().id());
      case SenderSettings.Topic topic -> {
        if (topics.add(topic.name())) {
          admin.createOrModifyTopics(
              TopicBuilder.name(topic.name()).partitions(PARTITIONS).compact().build());
        }
        yield new TopicSender(kafka, topic.name(), MessageJson::of);
      }
    };
  }

  private static Sender each(Outcome outcome) {
    return (_, parcels, _, told) -> parcels.forEach(parcel -> told.of(parcel, outcome));
  }

  private Path drop(SenderSettings.FileDrop file) {
    Path folder = properties.dropFolder();
    if (folder == null) {
      throw new IllegalStateException("no drop folder");
    }
    return folder.resolve(file.folder());
  }

  @Override
  public Optional<Trouble> trouble(SenderSettings settings) {
    return switch (settings) {
      case SenderSettings.Webhook webhook when longerThanLease(webhook.timeout()) ->
          Optional.of(
              new Trouble(
                  "webhook.timeoutSeconds",
                  "too-long",
                  "is not below tierwise.delivery.lease, " + properties.lease()));
      case SenderSettings.Webhook webhook -> missing("webhook.secret", webhook.secret());
      case SenderSettings.Smtp _ when longerThanLease(SmtpCourier.LONGEST) ->
          Optional.of(
              new Trouble(
                  "smtp", "lease-too-short", "tierwise.delivery.lease is " + properties.lease()));
      case SenderSettings.Smtp smtp ->
          smtp.password() == null
              ? address("smtp.from", smtp.from()).or(() -> address("smtp.replyTo", smtp.replyTo()))
              : missing("smtp.password", smtp.password())
                  .or(() -> address("smtp.from", smtp.from()))
                  .or(() -> address("smtp.replyTo", smtp.replyTo()));
      case SenderSettings.FileDrop _ when properties.dropFolder() == null ->
          Optional.of(
              new Trouble(
                  "file",
                  "no-drop-folder",
                  "this installation sets no tierwise.delivery.drop-folder"));
      case SenderSettings.FileDrop _, SenderSettings.Inbox _, SenderSettings.Topic _ ->
          Optional.empty();
    };
  }

  /** Nothing would ever be begun: it might not end before another instance takes it over. */
  private boolean longerThanLease(Duration longest) {
    return longest.compareTo(properties.lease()) >= 0;
  }

  private Optional<Trouble> missing(String field, @Nullable String name) {
    return name == null || secret(name) != null
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                field, "unknown-secret", "there is no setting tierwise.delivery.secrets." + name));
  }

  private static Optional<Trouble> address(String field, @Nullable String text) {
    return text == null || SmtpCourier.isAddress(text)
        ? Optional.empty()
        : Optional.of(new Trouble(field, "invalid", "'" + text + "' is no e-mail address"));
  }

  private @Nullable String secret(@Nullable String name) {
    return name == null ? null : properties.secrets().get(name);
  }
}
