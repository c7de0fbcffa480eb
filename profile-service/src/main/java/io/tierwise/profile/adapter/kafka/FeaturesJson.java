package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.contracts.profile.ProfileFeatures.Signals;
import io.tierwise.profile.order.OrderTotals;
import io.tierwise.profile.publication.ProfileFacts;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@link ProfileFeatures} without the mapper, and without making them: users are published
 * about as often as every third event. A test holds both to the same JSON.
 */
final class FeaturesJson {
  private static final int USUAL_BYTES = 2_048;
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
  private final JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes);

  static byte[] of(ProfileFacts facts, Instant asOf) {
    FeaturesJson json = new FeaturesJson();
    json.write(facts, asOf);
    return json.bytes.toByteArray();
  }

  private void write(ProfileFacts facts, Instant asOf) {
    out.writeStartObject();
    out.writeStringProperty("schema", ProfileFeatures.SCHEMA);
    out.writeStringProperty("userId", facts.userKey());
    out.writeBooleanProperty("identified", facts.identified());
    texts("mergedIds", facts.mergedKeys());
    time("asOf", asOf);
    time("firstSeenAt", facts.firstSeenAt());
    time("lastSeenAt", facts.lastSeenAt());
    out.writeObjectPropertyStart("eventCounts");
    facts.eventCounts().forEach(out::writeNumberProperty);
    out.writeEndObject();
    orders(facts.orders());
    out.writeNumberProperty("sessions", facts.sessions());
    out.writeNumberProperty("browseSeconds", facts.browseSeconds());
    out.writeNumberProperty("activeDays", facts.activeDays());
    out.writeNumberProperty("categoryBreadth", facts.categoryAffinity().size());
    shares("categoryAffinity", facts.categoryAffinity());
    shares("brandAffinity", facts.brandAffinity());
    shares("priceBandAffinity", facts.priceBandAffinity());
    out.writeArrayPropertyStart("hourOfWeek");
    for (int count : facts.hoursOfWeek()) {
      out.writeNumber(count);
    }
    out.writeEndArray();
    texts("devices", facts.devices().keySet());
    texts("channels", facts.channels().keySet());
    text("country", facts.country());
    text("locale", facts.locale());
    text("timezone", facts.timezone());
    out.writeObjectPropertyStart("consent");
    facts.consent().forEach(out::writeBooleanProperty);
    out.writeEndObject();
    mapped("traits", facts.traits());
    signals(FeatureSignals.of(facts));
    out.writeEndObject();
    out.close();
  }

  private void signals(@Nullable Signals signals) {
    if (signals == null) {
      return;
    }
    out.writeObjectPropertyStart("signals");
    out.writeNumberProperty("ordersPlaced", signals.ordersPlaced());
    out.writeNumberProperty("ordersReturned", signals.ordersReturned());
    out.writeNumberProperty("ordersDiscounted", signals.ordersDiscounted());
    number("averageDaysBetweenOrders", signals.averageDaysBetweenOrders());
    out.writeNumberProperty("reviews", signals.reviews());
    number("averageRating", signals.averageRating());
    number("averageSentiment", signals.averageSentiment());
    touch("firstTouch", signals.firstTouch());
    touch("lastTouch", signals.lastTouch());
    out.writeEndObject();
  }

  private void touch(String name, ProfileFeatures.@Nullable Touch touch) {
    if (touch == null) {
      return;
    }
    out.writeObjectPropertyStart(name);
    time("at", touch.at());
    text("campaign", touch.campaign());
    text("source", touch.source());
    text("medium", touch.medium());
    out.writeBooleanProperty("promotion", touch.promotion());
    out.writeEndObject();
  }

  private void number(String name, @Nullable Double number) {
    if (number != null) {
      out.writeNumberProperty(name, number.doubleValue());
    }
  }

  private void orders(OrderTotals orders) {
    out.writeNumberProperty("orders", orders.orders());
    time("firstOrderAt", orders.firstOrderAt());
    time("lastOrderAt", orders.lastOrderAt());
    out.writeNumberProperty("grossRevenue", orders.gross());
    out.writeNumberProperty("refunds", orders.refunds());
    out.writeNumberProperty("netRevenue", orders.net());
    BigDecimal average = orders.averageOrderValue();
    if (average != null) {
      out.writeNumberProperty("averageOrderValue", average);
    }
  }

  private void shares(String name, Map<String, Double> shares) {
    out.writeObjectPropertyStart(name);
    shares.forEach(out::writeNumberProperty);
    out.writeEndObject();
  }

  private void texts(String name, Collection<String> texts) {
    out.writeArrayPropertyStart(name);
    texts.forEach(out::writeString);
    out.writeEndArray();
  }

  private void text(String name, @Nullable String text) {
    if (text != null) {
      out.writeStringProperty(name, text);
    }
  }

  private void time(String name, @Nullable Instant time) {
    text(name, time == null ? null : time.toString());
  }

  /** What may be anything. */
  private void mapped(String name, Object value) {
    out.writeName(name);
    out.writeRawValue(
        value.equals(Map.of())
            ? "{}"
            : new String(ContractJson.write(value), StandardCharsets.UTF_8));
  }
}
