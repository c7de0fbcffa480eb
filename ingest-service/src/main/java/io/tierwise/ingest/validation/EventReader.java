package io.tierwise.ingest.validation;

import io.tierwise.contracts.UserKey;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one event in the shape of the Segment spec: accepted, or every reason against it. */
public final class EventReader {
  private static final int MAX_MESSAGE_ID = 100;
  private static final int MAX_NAME = 200;

  private final ContextReader contexts;
  private final CommerceReader commerce;
  private final ExchangeRates rates;
  private final boolean keepIp;

  /**
   * @param keepIp whether the installation may keep IP addresses
   */
  public EventReader(ExchangeRates rates, boolean keepIp) {
    this.contexts = new ContextReader(keepIp);
    this.commerce = new CommerceReader(rates);
    this.rates = rates;
    this.keepIp = keepIp;
  }

  /** The quick way for the usual ones among the events of a body. */
  public UsualEvents usual(byte[] body) {
    return new UsualEvents(body, rates, keepIp);
  }

  public Reading<BehaviorEvent> read(
      byte[] bytes, int offset, int length, EventLimits limits, EventOrigin origin) {
    if (length > limits.bytes()) {
      return Reading.Rejected.of(
          "$", ReasonCode.TOO_LARGE, length + " bytes; at most " + limits.bytes());
    }
    int invalid = Utf8.firstInvalid(bytes, offset, length);
    boolean wide = length > 1 && (bytes[offset] == 0 || bytes[offset + 1] == 0);
    if (invalid >= 0 || wide) {
      return Reading.Rejected.of(
          "$", ReasonCode.NOT_UTF_8, "not UTF-8 at byte " + Math.max(0, invalid));
    }
    Findings findings = new Findings();
    Map<String, Object> tree = JsonTree.read(bytes, offset, length, limits, findings);
    if (tree == null) {
      return new Reading.Rejected<>(null, null, findings.reasons());
    }
    return new OneEvent(new Fields(tree, findings), findings, origin).read(bytes, offset, length);
  }

  /** The reading of one event; its parts in the order in which reasons are reported. */
  private final class OneEvent {
    private final Fields root;
    private final Findings findings;
    private final EventOrigin origin;

    OneEvent(Fields root, Findings findings, EventOrigin origin) {
      this.root = root;
      this.findings = findings;
      this.origin = origin;
    }

    Reading<BehaviorEvent> read(byte[] bytes, int offset, int length) {
      EventType type = type();
      boolean hasMessageId = root.has("messageId");
      String messageId = root.id("messageId", MAX_MESSAGE_ID);
      dropEmpty("userId", "anonymousId");
      dropEmpty("anonymousId", "userId");
      boolean hasUser = root.has("userId") || root.has("anonymousId");
      String userId = userId();
      String anonymousId = root.id("anonymousId");
      if (!hasUser) {
        root.reject("userId", ReasonCode.MISSING, "userId or anonymousId is required");
      }
      String previousId = type == EventType.ALIAS ? previousId(userId) : null;
      Instant occurredAt = Timestamps.occurredAt(root, origin);
      Fields context = ContextReader.take(root, origin.sharedContext());
      Fields properties = root.object("properties");
      Fields traits = root.object("traits");
      String name = name(type, properties);
      String sessionId = sessionId(context, properties);
      EventContext readContext = contexts.read(context, root.label("channel", Fields.MAX_ID));
      Commerce shop = type == EventType.TRACK ? commerce.read(name, properties) : Commerce.NONE;
      if (!findings.isEmpty() || type == null || (userId == null && anonymousId == null)) {
        String user =
            userId == null && anonymousId == null ? null : UserKey.of(userId, anonymousId);
        return new Reading.Rejected<>(messageId, user, findings.reasons());
      }
      return new Reading.Accepted<>(
          new BehaviorEvent(
              BehaviorEvent.SCHEMA,
              hasMessageId && messageId != null ? messageId : madeUp(bytes, offset, length),
              type,
              name,
              userId,
              anonymousId,
              previousId,
              occurredAt,
              origin.receivedAt(),
              origin.source(),
              sessionId,
              readContext,
              shop.products(),
              shop.order(),
              shop.query(),
              shop.review(),
              shop.promotion(),
              properties.rest(),
              traits.rest()));
    }

    private String madeUp(byte[] bytes, int offset, int length) {
      Supplier<String> given = origin.messageId();
      return given == null
          ? Digests.idOf(origin.source(), origin.arrivedAt(), bytes, offset, length)
          : given.get();
    }

    private @Nullable EventType type() {
      EventType wanted = origin.type();
      if (wanted == null) {
        root.require("type");
      }
      String given = root.name("type", MAX_NAME);
      EventType type = given == null ? null : typeOf(given);
      if (given != null && type == null) {
        root.reject(
            "type",
            ReasonCode.UNKNOWN_TYPE,
            Quoted.of(given) + " is not one of track, identify, page, screen, group, alias");
      } else if (given != null && wanted != null && type != wanted) {
        root.reject(
            "type",
            ReasonCode.TYPE_MISMATCH,
            Quoted.of(given) + " was sent to " + wanted.name().toLowerCase(Locale.ROOT));
      }
      return wanted == null ? type : wanted;
    }

    /** Some clients send the id that a user does not have as empty text beside the other one. */
    private void dropEmpty(String name, String other) {
      Object present = root.rest().get(other);
      if (present != null && !present.equals("") && "".equals(root.rest().get(name))) {
        root.any(name);
      }
    }

    private @Nullable String userId() {
      String userId = root.id("userId");
      if (userId != null && UserKey.isAnonymous(userId)) {
        root.reject(
            "userId",
            ReasonCode.RESERVED_PREFIX,
            "must not begin with " + UserKey.ANONYMOUS_PREFIX);
      }
      return userId;
    }

    private @Nullable String previousId(@Nullable String userId) {
      root.require("previousId");
      if (userId == null) {
        root.reject("userId", ReasonCode.MISSING, "is required on an alias");
      }
      String previousId = root.id("previousId");
      if (previousId != null && previousId.equals(userId)) {
        root.reject("previousId", ReasonCode.INCONSISTENT, "is the same as userId");
      }
      return previousId;
    }

    private @Nullable String name(@Nullable EventType type, Fields properties) {
      return switch (type) {
        case TRACK -> {
          root.require("event");
          yield root.name("event", MAX_NAME);
        }
        case PAGE, SCREEN -> {
          String category = root.label("category", MAX_NAME);
          if (category != null) {
            properties.keep("category", category);
          }
          yield root.label("name", MAX_NAME);
        }
        case GROUP -> {
          root.require("groupId");
          String groupId = root.id("groupId");
          if (groupId != null) {
            properties.keep("groupId", groupId);
          }
          yield null;
        }
        case null, default -> null;
      };
    }

    private @Nullable String sessionId(Fields context, Fields properties) {
      String ofContext = context.id(context.nameOf("sessionId", "session_id"));
      String ofProperties = properties.id(properties.nameOf("session_id", "sessionId"));
      return ofContext == null ? ofProperties : ofContext;
    }
  }

  private static @Nullable EventType typeOf(String type) {
    return switch (type) {
      case "track" -> EventType.TRACK;
      case "identify" -> EventType.IDENTIFY;
      case "page" -> EventType.PAGE;
      case "screen" -> EventType.SCREEN;
      case "group" -> EventType.GROUP;
      case "alias" -> EventType.ALIAS;
      default -> null;
    };
  }
}
