package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is read the quick way must be what the general parser and Jackson's binder make of it. */
class UsualJsonPropertyTest {
  private static final EventLimits LIMITS = new EventLimits(4_096, 5, 20, 60);
  private static final String MARKS = "{}[]\",:\\-+.0123eE tfn\n\u0000\u0001\u007f\u00e9\u20ac";
  private static final JsonMapper BINDER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  @Property(tries = 4_000, seed = "20261123")
  void object_isReadAsByTheOthersOrNotAtAll(@ForAll("objects") String json) {
    boolean read = readsAlike(json.getBytes(UTF_8));
    Statistics.label("read").collect(read).coverage(c -> c.check(true).percentage(p -> p > 25));
  }

  /** A byte changed, taken out or put in, mostly one that means something. */
  @Property(tries = 4_000, seed = "20261123")
  void brokenObject_isReadAsByTheOthersOrNotAtAll(
      @ForAll("objects") String json, @ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder broken = new StringBuilder(json);
    int at = random.nextInt(json.length());
    char put = MARKS.charAt(random.nextInt(MARKS.length()));
    switch (random.nextInt(3)) {
      case 0 -> broken.setCharAt(at, put);
      case 1 -> broken.deleteCharAt(at);
      default -> broken.insert(at, put);
    }
    readsAlike(broken.toString().getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : [ ] , \"b\":{ } }\r\n\t",
        "{\"a\":0,\"b\":-0,\"c\":-0.0,\"d\":0.10,\"e\":-12,\"f\":123456789012345678}",
        "{\"a\":null,\"b\":[true,false,null,[[]]],\"c\":\"\u00e9\u20ac\ud83d\ude00\"}"
      })
  void usualObject_isRead(String json) {
    assertThat(readsAlike(json.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1}}",
        "{\"a\":1}1",
        "{\"a\":1 1}",
        "{\"a\":[1,]}",
        "{\"a\":[,]}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":1e3}",
        "{\"a\":1.5E3}",
        "{\"a\":1234567890123456789}",
        "{\"a\":tru}",
        "{\"a\":true1}",
        "{\"a\":nul",
        "{\"a\":\"b}",
        "{\"a\":\"\\n\"}",
        "{\"a\\n\":1}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":\"b\u007f\"}",
        "{\"a\":\"\u00e9\u0085\"}",
        "{\"\u00e9\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":[[[[[]]]]]}"
      })
  void whateverElseComes_isLeftToTheGeneralParser(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    assertThat(UsualJson.read(bytes, 0, bytes.length, LIMITS)).isNull();
  }

  /**
   * @return whether it was read the quick way
   */
  private static boolean readsAlike(byte[] json) {
    byte[] within = ("?" + new String(json, UTF_8) + "}1\"").getBytes(UTF_8);
    Map<String, Object> read = UsualJson.read(within, 1, json.length, LIMITS);
    if (read == null) {
      return false;
    }
    Findings findings = new Findings();
    Map<String, Object> general = JsonTree.readAny(json, 0, json.length, LIMITS, findings);
    assertThat(findings.reasons()).isEmpty();
    assertThat(general).isEqualTo(read);
    assertThat(List.copyOf(read.keySet())).isEqualTo(List.copyOf(general.keySet()));
    assertThat(BINDER.readValue(json, OBJECT)).isEqualTo(read);
    return true;
  }

  @Provide
  Arbitrary<String> objects() {
    return objects(4);
  }

  private static Arbitrary<String> objects(int depth) {
    Arbitrary<String> name =
        Arbitraries.oneOf(
            Arbitraries.of("a", "b", "userId", "properties", "AaBB", "BBAa", "", "a b"),
            Arbitraries.strings().withCharRange('a', 'z').ofMaxLength(3));
    Arbitrary<String> field =
        net.jqwik.api.Combinators.combine(name, space(), values(depth - 1), space())
            .as((n, before, value, after) -> '"' + n + "\":" + before + value + after);
    return field.list().ofMaxSize(6).map(all -> "{" + String.join(",", all) + "}");
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "false", "\"\"", "\"x\\ny\"", "1e5", "-0", "0.0"),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.bigDecimals().ofScale(4).map(String::valueOf),
            Arbitraries.strings()
                .withCharRange(' ', '~')
                .excludeChars('"', '\\')
                .map(UsualJsonPropertyTest::quoted),
            Arbitraries.of("\u00e9", "\u20ac 5", "\ud83d\ude00")
                .map(UsualJsonPropertyTest::quoted));
    if (depth <= 0) {
      return leaf;
    }
    Arbitrary<String> list =
        Arbitraries.lazy(() -> values(depth - 1))
            .list()
            .ofMaxSize(3)
            .map(all -> "[" + String.join(" ,", all) + "]");
    return Arbitraries.oneOf(leaf, leaf, list, Arbitraries.lazy(() -> objects(depth)));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static Arbitrary<String> space() {
    return Arbitraries.of("", "", "", " ", "\n\t\r ");
  }
}
