package io.tierwise.profile.adapter.contract;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.UnreadableContract;
import io.tierwise.contracts.UserKey;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Product;
import io.tierwise.profile.event.Review;
import io.tierwise.profile.event.Surroundings;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.EventFormat;
import io.tierwise.profile.history.UnreadableEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link BehaviorEvent}. What the front door let through is taken as it is; this only refuses
 * what could not be stored, because somebody else may write to the topic too.
 */
public final class BehaviorEventFormat implements EventFormat {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final double WORST = 1;
  private static final double BEST = 5;
  private static final Map<String, Action> ACTIONS =
      Map.ofEntries(
          Map.entry(EventNames.PRODUCT_VIEWED, Action.PRODUCT_VIEWED),
          Map.entry(EventNames.PRODUCT_CLICKED, Action.PRODUCT_CLICKED),
          Map.entry(EventNames.PRODUCT_ADDED_TO_WISHLIST, Action.WISHLISTED),
          Map.entry(EventNames.PRODUCT_ADDED, Action.ADDED_TO_CART),
          Map.entry(EventNames.ORDER_COMPLETED, Action.ORDER_COMPLETED),
          Map.entry(EventNames.ORDER_UPDATED, Action.ORDER_UPDATED),
          Map.entry(EventNames.ORDER_REFUNDED, Action.ORDER_REFUNDED),
          Map.entry(EventNames.ORDER_CANCELLED, Action.ORDER_CANCELLED));

  @Override
  public UserEvent read(byte[] payload) {
    BehaviorEvent event = contract(payload);
    String userKey = StorableText.key("userId", userKey(event));
    String messageId = StorableText.key("messageId", event.messageId());
    Instant occurredAt = time("occurredAt", event.occurredAt());
    Action action = action(event);
    return new UserEvent(
        userKey,
        messageId,
        action,
        eventName(event),
        occurredAt,
        time("receivedAt", event.receivedAt()),
        StorableText.label(event.source()),
        sessionId(event.sessionId()),
        surroundings(event.context()),
        products(event),
        OrderAmounts.of(event, action),
        Touches.of(event),
        review(event),
        traits(event, action),
        formerKeys(event));
  }

  private static BehaviorEvent contract(byte[] payload) {
    try {
      return ContractJson.read(payload, BehaviorEvent.class);
    } catch (UnreadableContract e) {
      throw new UnreadableEvent("", "unreadable", String.valueOf(e.getMessage()));
    }
  }

  private static String userKey(BehaviorEvent event) {
    try {
      return event.userKey();
    } catch (IllegalArgumentException e) {
      throw new UnreadableEvent("userId", "required", "neither userId nor anonymousId is given");
    }
  }

  /** The database keeps microseconds; a recompute has to see what the fold saw. */
  private static Instant time(String field, Instant time) {
    if (time.isBefore(EARLIEST) || !time.isBefore(LATEST)) {
      throw new UnreadableEvent(field, "out-of-range", time + " is not a plausible time");
    }
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  private static Action action(BehaviorEvent event) {
    return switch (event.type()) {
      case IDENTIFY -> Action.IDENTIFIED;
      case GROUP -> Action.GROUPED;
      case TRACK ->
          event.event() == null ? Action.OTHER : ACTIONS.getOrDefault(event.event(), Action.OTHER);
      case PAGE, SCREEN, ALIAS -> Action.OTHER;
    };
  }

  /** A key that most events share. */
  private static String eventName(BehaviorEvent event) {
    String name = StorableText.key("event", name(event));
    String shared = StorableText.label(name);
    return shared != null && shared.equals(name) ? shared : name;
  }

  private static String name(BehaviorEvent event) {
    return event.type() == EventType.TRACK && event.event() != null && !event.event().isEmpty()
        ? event.event()
        : event.type().name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String sessionId(@Nullable String sessionId) {
    return sessionId == null || sessionId.isEmpty()
        ? null
        : StorableText.key("sessionId", sessionId);
  }

  private static Surroundings surroundings(@Nullable EventContext context) {
    if (context == null) {
      return Surroundings.UNKNOWN;
    }
    String country = StorableText.label(context.country());
    return new Surroundings(
        lower(StorableText.label(context.channel())),
        lower(StorableText.label(context.deviceType())),
        country,
        region(country, StorableText.label(context.region())),
        StorableText.label(context.locale()),
        StorableText.label(context.timezone()),
        StorableText.label(context.userAgent()));
  }

  /** A region's name alone may be that of places in two countries. */
  private static @Nullable String region(@Nullable String country, @Nullable String region) {
    return country == null || region == null ? region : country + " > " + region;
  }

  /** A rating that is none is left out; what is said beside it still counts. */
  private static @Nullable Review review(BehaviorEvent event) {
    EventReview review = event.review();
    if (review == null || !event.is(EventNames.PRODUCT_REVIEWED)) {
      return null;
    }
    Double rating = review.rating();
    return new Review(
        rating == null || !(rating >= WORST && rating <= BEST) ? null : rating, review.body());
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static List<Product> products(BehaviorEvent event) {
    List<Product> products = new ArrayList<>(event.products().size());
    for (BehaviorEvent.EventProduct product : event.products()) {
      List<String> path = new ArrayList<>(product.categoryPath().size());
      for (String category : product.categoryPath()) {
        String label = StorableText.label(category);
        if (label != null) {
          path.add(label);
        }
      }
      products.add(
          new Product(
              product.productId(),
              path,
              StorableText.label(product.brand()),
              OrderAmounts.plausible("products.price", product.price())));
    }
    return products;
  }

  private static Map<String, Object> traits(BehaviorEvent event, Action action) {
    return action == Action.IDENTIFIED || action == Action.GROUPED
        ? StorableText.traits(event.traits())
        : Map.of();
  }

  /**
   * The keys that identify and alias tie to the user. What an alias calls the previous id may have
   * been a user id or an anonymous id, so both are meant.
   */
  private static List<String> formerKeys(BehaviorEvent event) {
    if (event.userId() == null) {
      return List.of();
    }
    String previous = event.previousId();
    if (event.type() == EventType.ALIAS && previous != null && !previous.isEmpty()) {
      StorableText.key("previousId", previous);
      return UserKey.isAnonymous(previous)
          ? List.of(previous)
          : List.of(previous, UserKey.anonymous(previous));
    }
    String anonymous = event.anonymousId();
    if (event.type() == EventType.IDENTIFY && anonymous != null) {
      return List.of(StorableText.key("anonymousId", UserKey.anonymous(anonymous)));
    }
    return List.of();
  }
}
