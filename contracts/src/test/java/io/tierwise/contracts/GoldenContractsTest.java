package io.tierwise.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.contracts.campaign.CampaignContact;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.contracts.profile.UserErasure;
import io.tierwise.contracts.segmentation.SegmentChange;
import io.tierwise.contracts.segmentation.TierAssignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The golden samples are what is on the topics of installations that run: a contract that no longer
 * reads or writes its sample breaks them.
 */
class GoldenContractsTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static Stream<Arguments> samples() {
    return Stream.of(
        Arguments.of("behavior-event", BehaviorEvent.class),
        Arguments.of("catalog-item", CatalogItem.class),
        Arguments.of("rejected-event", RejectedEvent.class),
        Arguments.of("profile-features", ProfileFeatures.class),
        Arguments.of("user-erasure", UserErasure.class),
        Arguments.of("tier-assignment", TierAssignment.class),
        Arguments.of("segment-change", SegmentChange.class),
        Arguments.of("campaign-contact", CampaignContact.class));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_isReadAndWrittenWithoutLoss(String name, Class<?> contract) {
    byte[] sample = golden(name);
    byte[] written = ContractJson.write(ContractJson.read(sample, contract));
    assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void sample_namesItsSchema(String name, Class<?> contract) throws ReflectiveOperationException {
    String schema = (String) contract.getField("SCHEMA").get(null);
    assertThat(JSON.readTree(golden(name)).get("schema").stringValue())
        .isEqualTo(schema)
        .isEqualTo(name + "/1");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void unknownField_isIgnored_soThatProducersMayAddSome(String name, Class<?> contract) {
    ObjectNode sample = (ObjectNode) JSON.readTree(golden(name));
    sample.put("addedLater", 1);
    Object read = ContractJson.read(JSON.writeValueAsBytes(sample), contract);
    assertThat(read).isEqualTo(ContractJson.read(golden(name), contract));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void missingId_isUnreadable(String name, Class<?> contract) {
    ObjectNode sample = (ObjectNode) JSON.readTree(golden(name));
    sample.remove(List.of("messageId", "itemId", "rejectionId", "userId", "contactId"));
    assertThatThrownBy(() -> ContractJson.read(JSON.writeValueAsBytes(sample), contract))
        .isInstanceOf(UnreadableContract.class);
  }

  @Test
  void brokenJson_isUnreadable_andSaysWhere() {
    assertThatThrownBy(
            () ->
                ContractJson.read(
                    "{\"userId\":".getBytes(StandardCharsets.UTF_8), UserErasure.class))
        .isInstanceOf(UnreadableContract.class)
        .hasMessageContaining("UserErasure")
        .hasMessageContaining("{\"userId\":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"messageId":"m","products":[{"productId":"p","price":"x"}]} | products.[].price: a value of another type
          {"messageId":"m","type":"PAGE","products":{}}                 | products: a value of another type
          {"messageId":"m","products":[{}]}                             | products.[]: productId is missing
          {"products":[]}                                               | messageId is missing
          """)
  void wrongValue_isToldByItsField_notByOurClasses(String json, String reason) {
    assertThatThrownBy(
            () -> ContractJson.read(json.getBytes(StandardCharsets.UTF_8), BehaviorEvent.class))
        .isInstanceOf(UnreadableContract.class)
        .hasMessage("BehaviorEvent: " + reason + " in " + json);
  }

  @Test
  void jsonNull_isUnreadable() {
    assertThatThrownBy(
            () -> ContractJson.read("null".getBytes(StandardCharsets.UTF_8), UserErasure.class))
        .isInstanceOf(UnreadableContract.class);
  }

  @Test
  void assignmentFromBeforeLifetimeValues_isStillRead() {
    ObjectNode sample = (ObjectNode) JSON.readTree(golden("tier-assignment"));
    sample.remove("lifetime");
    sample.remove("risk");
    TierAssignment read = ContractJson.read(JSON.writeValueAsBytes(sample), TierAssignment.class);
    assertThat(read.lifetime()).isNull();
    assertThat(read.risk()).isNull();
    assertThat(JSON.readTree(ContractJson.write(read))).isEqualTo(sample);
  }

  @Test
  void money_keepsEveryDigit() {
    BehaviorEvent event = ContractJson.read(golden("behavior-event"), BehaviorEvent.class);
    assertThat(event.order().revenue()).isEqualTo("15.304");
    JsonNode written = JSON.readTree(ContractJson.write(event));
    assertThat(written.at("/order/shipping").decimalValue()).isEqualTo("0.00");
  }

  @Test
  void userKey_ofAVisitorCannotBeMistakenForAUser() {
    assertThat(UserKey.of("7", "7")).isEqualTo("7");
    assertThat(UserKey.of(null, "7")).isEqualTo("anon:7");
    assertThat(UserKey.isAnonymous("anon:7")).isTrue();
    assertThatThrownBy(() -> UserKey.of(null, null)).isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] golden(String name) {
    try (var stream = GoldenContractsTest.class.getResourceAsStream("/golden/" + name + ".json")) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
