package io.tierwise.ingest.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.validation.BadEvents.Bad;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadEventsTest {
  static List<Bad> kinds() {
    return BadEvents.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void badEvent_isRejectedWithItsReason(Bad bad) {
    List<Reason> reasons = Events.reasons(Events.read(bad.json()));
    assertThat(reasons)
        .extracting(Reason::field, Reason::code)
        .contains(org.assertj.core.groups.Tuple.tuple(bad.field(), bad.code()));
    assertThat(reasons).allSatisfy(reason -> assertThat(reason.message()).isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void messages_areFitForOneLogLine(Bad bad) {
    assertThat(Events.reasons(Events.read(bad.json())))
        .allSatisfy(
            reason ->
                assertThat(reason.field() + reason.message())
                    .hasSizeLessThan(600)
                    .doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void kinds_areManyAndDistinct() {
    assertThat(kinds()).extracting(Bad::kind).doesNotHaveDuplicates().hasSizeGreaterThan(80);
  }

  @Test
  void allReasons_areGivenAtOnce() {
    String json =
        "{'type':'track','event':'Order Completed','timestamp':'soon','properties':"
            + "{'currency':'USD','products':[{'price':-1},{'product_id':'p','quantity':0}]}}";
    assertThat(Events.reasons(Events.read(json, Events.ORIGIN)))
        .extracting(reason -> reason.field() + " " + reason.code())
        .containsExactlyInAnyOrder(
            "userId missing",
            "timestamp invalid-timestamp",
            "properties.currency unknown-currency",
            "properties.order_id missing",
            "properties.products[0].product_id missing",
            "properties.products[0].price negative-price",
            "properties.products[1].quantity out-of-range");
  }

  @Test
  void reasons_areBoundedInNumber() {
    String lines = "{'price':-1},".repeat(1_000) + "{}";
    String json =
        "{'type':'track','userId':'u','event':'Cart Viewed','properties':{'products':["
            + lines
            + "]}}";
    assertThat(Events.reasons(Events.read(json, Events.ORIGIN))).hasSize(50);
  }

  @Test
  void unknownCurrency_isNamedBesideTheKnown() {
    String json =
        "{'type':'track','userId':'u','event':'Product Viewed','properties':"
            + "{'product_id':'p','currency':'usd'}}";
    assertThat(Events.reasons(Events.read(json, Events.ORIGIN)))
        .extracting(Reason::message)
        .containsExactly("USD is not configured; known: EUR, GBP");
  }

  @Test
  void rejection_keepsTheIdsThatCouldBeRead() {
    String json = "{'type':'track','userId':'u','messageId':'m1'}";
    assertThat(Events.read(json, Events.ORIGIN))
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected -> {
              assertThat(rejected.id()).isEqualTo("m1");
              assertThat(rejected.userKey()).isEqualTo("u");
            });
  }
}
