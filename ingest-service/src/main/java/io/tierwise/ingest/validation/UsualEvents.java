package io.tierwise.ingest.validation;

import static io.tierwise.ingest.validation.JsonTape.NONE;
import static io.tierwise.ingest.validation.UsualFields.ready;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.contracts.UserKey;
import io.tierwise.contracts.UsualTime;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Turns good events of the usual look into what goes out, bytes into bytes, at a third of what it
 * costs to make objects of them and to write these. It decides nothing by itself: whatever is
 * doubtful it leaves to {@link EventReader}, which says what an event means and what is wrong with
 * it, and its bytes are those that come of writing what that reads. For the events of one body, one
 * after the other.
 */
public final class UsualEvents {
  /**
   * An event that is accepted.
   *
   * @param json of the {@link BehaviorEvent}
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, to the broker
  public record Ready(EventType type, String userKey, String messageId, byte[] json) {}

  /** Larger ones are not usual. */
  private static final int MAX_BYTES = 8_192;

  private static final int MAX_MESSAGE_ID = 100;
  private static final int MAX_NAME = 200;
  private static final int MAX_LABEL = 256;
  private static final int MAX_URL = 4_096;

  private static final List<EventType> TYPES =
      List.of(EventType.TRACK, EventType.PAGE, EventType.IDENTIFY, EventType.SCREEN);
  private static final byte[][] TYPE_NAMES = new byte[TYPES.size()][];
  private static final byte[][] TYPE_FIELDS = new byte[TYPES.size()][];

  static {
    for (int i = 0; i < TYPES.size(); i++) {
      String name = TYPES.get(i).name();
      TYPE_NAMES[i] = name.toLowerCase(Locale.ROOT).getBytes(US_ASCII);
      TYPE_FIELDS[i] = (",\"type\":\"" + name + '"').getBytes(US_ASCII);
    }
  }

  private static final byte[] BEGIN =
      ("{\"schema\":\"" + BehaviorEvent.SCHEMA + '"').getBytes(US_ASCII);
  private static final byte[] ANONYMOUS = UserKey.ANONYMOUS_PREFIX.getBytes(US_ASCII);
  private static final byte[] MESSAGE_ID = ready("messageId");
  private static final byte[] EVENT = ready("event");
  private static final byte[] USER_ID = ready("userId");
  private static final byte[] ANONYMOUS_ID = ready("anonymousId");
  private static final byte[] OCCURRED_AT = ready("occurredAt");
  private static final byte[] RECEIVED_AT = ready("receivedAt");
  private static final byte[] SESSION_ID = ready("sessionId");
  private static final byte[] CONTEXT = ready("context");
  private static final byte[] PROPERTIES = ready("properties");
  private static final byte[] TRAITS = ready("traits");
  private static final byte[] CHANNEL = ready("channel");
  private static final byte[] DEVICE_TYPE = ready("deviceType");
  private static final byte[] DEVICE_ID = ready("deviceId");
  private static final byte[] OS = ready("os");
  private static final byte[] USER_AGENT = ready("userAgent");
  private static final byte[] LOCALE = ready("locale");
  private static final byte[] TIMEZONE = ready("timezone");
  private static final byte[] COUNTRY = ready("country");
  private static final byte[] REGION = ready("region");
  private static final byte[] PAGE_URL = ready("pageUrl");
  private static final byte[] REFERRER = ready("referrer");
  private static final byte[] CAMPAIGN = ready("campaign");
  private static final byte[] IP = ready("ip");
  private static final byte[] NAME = ready("name");
  private static final byte[] SOURCE = ready("source");
  private static final byte[] MEDIUM = ready("medium");
  private static final byte[] TERM = ready("term");
  private static final byte[] CONTENT = ready("content");

  private final byte[] bytes;
  private final boolean keepIp;
  private final UsualFields fields;
  private final UsualCommerce commerce;
  private final char[] time = new char[UsualTime.LONGEST];
  private @Nullable EventOrigin origin;

  /** When its events came, as it is written. */
  private byte[] arrivedAt = {};

  /** The same, and from where, with the names of the fields. */
  private byte[] arrival = {};

  UsualEvents(byte[] bytes, ExchangeRates rates, boolean keepIp) {
    this.bytes = bytes;
    this.keepIp = keepIp;
    this.fields = new UsualFields(bytes);
    this.commerce = new UsualCommerce(bytes, fields, rates);
  }

  /**
   * @return null where it is left to others, be it good or not
   */
  public @Nullable Ready read(int offset, int length, EventLimits limits, EventOrigin origin) {
    if (length > Math.min(MAX_BYTES, limits.bytes())
        || !origin.sharedContext().isEmpty()
        || !fields.read(offset, length, limits)) {
      return null;
    }
    if (origin != this.origin) {
      prepare(origin);
    }
    return event(origin);
  }

  private void prepare(EventOrigin origin) {
    JsonBytes json = new JsonBytes();
    json.time(origin.receivedAt());
    arrivedAt = json.take();
    json.clear();
    json.text(origin.source());
    byte[] source = json.take();
    arrival = new byte[RECEIVED_AT.length + arrivedAt.length + SOURCE.length + source.length];
    ByteBuffer.wrap(arrival).put(RECEIVED_AT).put(arrivedAt).put(SOURCE).put(source);
    this.origin = origin;
  }

  private @Nullable Ready event(EventOrigin origin) {
    int kind = kind(fields.name(FieldNames.TYPE, MAX_NAME), origin.type());
    int messageId = fields.id(FieldNames.MESSAGE_ID, MAX_MESSAGE_ID);
    int userId = fields.id(FieldNames.USER_ID);
    int anonymousId = fields.id(FieldNames.ANONYMOUS_ID);
    int timestamp = fields.take(FieldNames.TIMESTAMP);
    if (kind < 0
        || messageId == NONE
        || (userId == NONE && anonymousId == NONE)
        || fields.startsWith(userId, ANONYMOUS)
        || fields.has(FieldNames.ORIGINAL_TIMESTAMP)
        || fields.has(FieldNames.SENT_AT)
        || !stands(timestamp, origin)) {
      return null;
    }
    EventType type = TYPES.get(kind);
    int name = nameOf(type);
    int context = fields.object(FieldNames.CONTEXT);
    int properties = fields.object(FieldNames.PROPERTIES);
    int traits = fields.object(FieldNames.TRAITS);
    int channel = fields.label(FieldNames.CHANNEL, MAX_LABEL);
    fields.put(BEGIN);
    fields.put(MESSAGE_ID, messageId);
    fields.put(TYPE_FIELDS[kind]);
    fields.put(EVENT, name);
    fields.put(USER_ID, userId);
    fields.put(ANONYMOUS_ID, anonymousId);
    if (timestamp == NONE) {
      fields.put(OCCURRED_AT);
      fields.put(arrivedAt);
    } else {
      fields.put(OCCURRED_AT, timestamp);
    }
    fields.put(arrival);
    putContext(context, properties, channel);
    if (type == EventType.TRACK && name != NONE) {
      commerce.put(name, properties);
    } else {
      commerce.putNothing();
    }
    if (!fields.isUsual()) {
      return null;
    }
    int rest = fields.begin(PROPERTIES);
    fields.putRest(properties);
    commerce.putRestOfLines();
    fields.end(rest, '{', '}');
    rest = fields.begin(TRAITS);
    fields.putRest(traits);
    fields.end(rest, '{', '}');
    fields.put('}');
    String userKey =
        userId == NONE ? UserKey.anonymous(fields.string(anonymousId)) : fields.string(userId);
    return new Ready(type, userKey, fields.string(messageId), fields.written());
  }

  /** The place in the types, or -1. */
  private int kind(int type, @Nullable EventType wanted) {
    for (int kind = 0; kind < TYPES.size(); kind++) {
      if (wanted == null || wanted == TYPES.get(kind)) {
        boolean is = type == NONE ? wanted != null : fields.is(type, TYPE_NAMES[kind]);
        if (is) {
          return kind;
        }
      }
    }
    return -1;
  }

  /** Whether it is written out as it came: to the second or millisecond, and not corrected. */
  private boolean stands(int timestamp, EventOrigin origin) {
    if (timestamp == NONE) {
      return origin.arrivedAt().equals(origin.receivedAt());
    }
    int length = fields.length(timestamp);
    boolean usual =
        fields.isText(timestamp)
            && (length == "2026-11-22T09:30:00Z".length()
                || length == "2026-11-22T09:30:00.123Z".length());
    if (!usual) {
      return false;
    }
    int from = fields.from(timestamp);
    for (int i = 0; i < length; i++) {
      time[i] = (char) bytes[from + i];
    }
    Instant instant = UsualTime.parse(time, 0, length);
    return instant != null
        && (instant.getNano() == 0) == (length == "2026-11-22T09:30:00Z".length())
        && Timestamps.stands(instant, origin);
  }

  private int nameOf(EventType type) {
    if (type == EventType.IDENTIFY) {
      return NONE;
    }
    if (type == EventType.TRACK) {
      int event = fields.name(FieldNames.EVENT, MAX_NAME);
      fields.doubtUnless(event);
      return event;
    }
    if (fields.has(FieldNames.CATEGORY)) {
      fields.doubt();
    }
    return fields.label(FieldNames.NAME, MAX_NAME);
  }

  /**
   * @param channel that the event itself names
   */
  private void putContext(int context, int properties, int channel) {
    fields.open(properties);
    int ofProperties = fields.id(fields.nameOf(FieldNames.SESSION_ID_SNAKE, FieldNames.SESSION_ID));
    fields.open(context);
    int ofContext = fields.id(fields.nameOf(FieldNames.SESSION_ID, FieldNames.SESSION_ID_SNAKE));
    fields.put(SESSION_ID, ofContext == NONE ? ofProperties : ofContext);
    int own = fields.label(FieldNames.CHANNEL, MAX_LABEL);
    int device = fields.object(FieldNames.DEVICE);
    int os = fields.object(FieldNames.OS);
    int location = fields.object(FieldNames.LOCATION);
    int page = fields.object(FieldNames.PAGE);
    int referrer = fields.object(FieldNames.REFERRER);
    int campaign = fields.object(FieldNames.CAMPAIGN);
    int userAgent = fields.label(FieldNames.USER_AGENT, MAX_URL);
    int locale = fields.label(FieldNames.LOCALE, MAX_LABEL);
    int timezone = fields.label(FieldNames.TIMEZONE, MAX_LABEL);
    int ip = keepIp ? fields.label(FieldNames.IP, MAX_LABEL) : NONE;
    int begin = fields.begin(CONTEXT);
    fields.put(CHANNEL, channel == NONE ? own : channel);
    if (device != NONE) {
      fields.open(device);
      fields.put(DEVICE_TYPE, fields.label(FieldNames.TYPE, MAX_LABEL));
      fields.put(DEVICE_ID, fields.label(FieldNames.ID, MAX_LABEL));
    }
    if (os != NONE) {
      fields.open(os);
      fields.put(OS, fields.label(FieldNames.NAME, MAX_LABEL));
    }
    fields.put(USER_AGENT, userAgent);
    fields.put(LOCALE, locale);
    fields.put(TIMEZONE, timezone);
    if (location != NONE) {
      fields.open(location);
      fields.put(COUNTRY, fields.label(FieldNames.COUNTRY, MAX_LABEL));
      fields.put(REGION, fields.label(FieldNames.REGION, MAX_LABEL));
    }
    putPage(page, referrer);
    putCampaign(campaign);
    fields.put(IP, ip);
    fields.endUnlessEmpty(begin, CONTEXT);
  }

  private void putPage(int page, int referrer) {
    if (page == NONE && referrer == NONE) {
      return;
    }
    fields.open(page);
    fields.put(PAGE_URL, fields.label(FieldNames.URL, MAX_URL));
    int ofPage = fields.label(FieldNames.REFERRER, MAX_URL);
    fields.open(referrer);
    int ofVisit = fields.label(FieldNames.URL, MAX_URL);
    fields.put(REFERRER, ofPage == NONE ? ofVisit : ofPage);
  }

  private void putCampaign(int campaign) {
    if (campaign == NONE || fields.isEmpty(campaign)) {
      return;
    }
    fields.open(campaign);
    int begin = fields.begin(CAMPAIGN);
    fields.put(NAME, fields.label(FieldNames.NAME, MAX_LABEL));
    fields.put(SOURCE, fields.label(FieldNames.SOURCE, MAX_LABEL));
    fields.put(MEDIUM, fields.label(FieldNames.MEDIUM, MAX_LABEL));
    fields.put(TERM, fields.label(FieldNames.TERM, MAX_LABEL));
    fields.put(CONTENT, fields.label(FieldNames.CONTENT, MAX_LABEL));
    fields.end(begin, '{', '}');
  }
}
