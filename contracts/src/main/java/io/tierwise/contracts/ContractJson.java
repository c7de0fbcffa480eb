package io.tierwise.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.contracts.ingest.BehaviorEvent;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of every contract: nulls left out, instants in ISO-8601, decimals exact and plain,
 * unknown fields ignored so that a producer may add some before its consumers know them.
 */
public final class ContractJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .addModule(InstantJson.module())
          .build();

  public static byte[] write(Object contract) {
    return contract instanceof BehaviorEvent event
        ? write(event, new JsonBytes())
        : MAPPER.writeValueAsBytes(contract);
  }

  /**
   * Who writes many events in turn spares the room to write them in.
   *
   * @param room whose content is lost
   */
  public static byte[] write(BehaviorEvent event, JsonBytes room) {
    room.clear();
    BehaviorEventJson.write(event, room);
    return room.take();
  }

  /**
   * @throws UnreadableContract if the bytes are not a JSON object of that contract
   */
  public static <T> T read(byte[] json, Class<T> contract) {
    try {
      T value = MAPPER.readValue(json, contract);
      if (value == null) {
        throw new UnreadableContract(contract.getSimpleName() + ": null", null);
      }
      return value;
    } catch (JacksonException e) {
      throw new UnreadableContract(contract.getSimpleName() + ": " + reason(e) + excerpt(json), e);
    }
  }

  /** A parser speaks of JSON, a binder of our classes, which senders do not know. */
  private static String reason(JacksonException e) {
    if (!(e instanceof DatabindException)) {
      return e.getOriginalMessage();
    }
    String path =
        e.getPath().stream()
            .map(step -> step.getPropertyName() == null ? "[]" : step.getPropertyName())
            .collect(Collectors.joining("."));
    return (path.isEmpty() ? "" : path + ": ") + refusal(e);
  }

  private static String refusal(JacksonException e) {
    return switch (e.getCause()) {
      case IllegalArgumentException refusal -> String.valueOf(refusal.getMessage());
      case NullPointerException missing when isField(missing.getMessage()) ->
          missing.getMessage() + " is missing";
      case NullPointerException _ -> "a field is missing";
      case null, default -> "a value of another type";
    };
  }

  /** What a contract calls it, rather than what the JVM says of its own. */
  private static boolean isField(@Nullable String message) {
    return message != null && message.chars().allMatch(Character::isLetter);
  }

  private static String excerpt(byte[] json) {
    int length = Math.min(json.length, 120);
    return " in " + new String(json, 0, length, StandardCharsets.UTF_8);
  }

  private ContractJson() {}
}
