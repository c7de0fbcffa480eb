package io.tierwise.profile.adapter.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tierwise.profile.Events;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.UnreadableEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviorEventFormatTest {
  private static final String TIMES =
      ",'occurredAt':'2026-01-01T00:00:00Z','receivedAt':'2026-01-01T00:00:00Z','source':'t'";

  private static UserEvent read(String json) {
    return new BehaviorEventFormat().read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static UserEvent order(String event, String order, String products) {
    return read(
        "{'messageId':'m','type':'TRACK','event':'"
            + event
            + "','userId':'u','order':"
            + order
            + ",'products':"
            + products
            + TIMES
            + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Order Completed | {'orderId':'o','revenue':10.250,'total':99} | [] | 10.250
          Order Completed | {'orderId':'o','total':15,'tax':3,'shipping':2} | [] | 10
          Order Completed | {'orderId':'o','discount':1} | [{'productId':'p','price':2.5,'quantity':4}] | 9.0
          Order Refunded  | {'orderId':'o','revenue':4} | [] | 4
          Order Refunded  | {'orderId':'o'} | [{'productId':'p','price':2,'quantity':2}] | 4
          """)
  void amount_isTheBestKnown(String event, String order, String products, BigDecimal amount) {
    assertThat(order(event, order, products).order())
        .isEqualTo(new OrderDetails("o", amount, order.contains("discount")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'orderId':'o','coupon':'SPRING'} | [] | true
          {'orderId':'o','coupon':' ','discount':0} | [] | false
          {'orderId':'o','discount':0.5} | [] | true
          {'orderId':'o'} | [{'productId':'p','quantity':1},{'productId':'q','quantity':1,'coupon':'X'}] | true
          """)
  void couponOrDiscount_makesADiscountedOrder(String order, String products, boolean discounted) {
    assertThat(
            Objects.requireNonNull(order("Order Completed", order, products).order()).discounted())
        .isEqualTo(discounted);
  }

  @Test
  void refundWithoutAnyAmount_isOneOfTheWholeOrder() {
    assertThat(order("Order Refunded", "{'orderId':'o'}", "[]").order())
        .isEqualTo(new OrderDetails("o", null, false));
  }

  @Test
  void checkout_isNoOrder_andAnOrderWithoutIdIsItsOwn() {
    assertThat(order("Checkout Started", "{'orderId':'o','revenue':4}", "[]").order()).isNull();
    assertThat(order("Order Completed", "null", "[]").order())
        .isEqualTo(new OrderDetails("message:m", null, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                                       | unreadable
          []                                                             | unreadable
          null                                                           | unreadable
          {'messageId':'m','type':'TRACK'%s}                             | required
          {'type':'TRACK','userId':'u'%s}                                | unreadable
          {'messageId':'m','type':'JUMP','userId':'u'%s}                 | unreadable
          {'messageId':'','type':'TRACK','userId':'u'%s}                 | required
          {'messageId':'a\\u0000b','type':'TRACK','userId':'u'%s}        | invalid-text
          {'messageId':'m','type':'TRACK','userId':'\\ud800'%s}          | invalid-text
          {'messageId':'m','type':'TRACK','userId':'u','event':'Order Completed','order':{'orderId':'o','revenue':1e999}%s} | implausible-amount
          {'messageId':'m','type':'TRACK','userId':'u','event':'Order Completed','order':{'orderId':'o','revenue':-1}%s} | implausible-amount
          """)
  void whatCannotBeStored_isRefusedWithItsReason(String json, String code) {
    assertThatExceptionOfType(UnreadableEvent.class)
        .isThrownBy(() -> read(json.replace("%s", TIMES)))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void implausibleTimeAndEndlessKeys_areRefused() {
    assertThatExceptionOfType(UnreadableEvent.class)
        .isThrownBy(
            () ->
                new BehaviorEventFormat()
                    .read(
                        Events.viewed("m")
                            .user("u")
                            .at(Instant.parse("9999-01-01T00:00:00Z"))
                            .json()))
        .satisfies(e -> assertThat(e.field()).isEqualTo("occurredAt"));
    assertThatExceptionOfType(UnreadableEvent.class)
        .isThrownBy(
            () -> new BehaviorEventFormat().read(Events.viewed("m").user("u".repeat(501)).json()));
  }

  @Test
  void traitsThatCouldNotBeWrittenAgain_areMended() {
    UserEvent event =
        read(
            "{'messageId':'m','type':'IDENTIFY','userId':'u','traits':{'a':'x\\u0000y','b':1e99999,"
                + "'c':{'d':['\\ud800']},'e':null}"
                + TIMES
                + "}");
    assertThat(event.traits())
        .containsEntry("a", "x\ufffdy")
        .containsEntry("b", "1E+99999")
        .containsEntry("c", Map.of("d", java.util.List.of("\ufffd")))
        .containsEntry("e", null);
  }

  @Test
  void identifyAndAlias_nameFormerKeys() {
    assertThat(new BehaviorEventFormat().read(Events.identify("m", "u", "x").json()).formerKeys())
        .containsExactly("anon:x");
    assertThat(new BehaviorEventFormat().read(Events.alias("m", "p", "u").json()).formerKeys())
        .containsExactly("p", "anon:p");
    assertThat(
            new BehaviorEventFormat()
                .read(Events.viewed("m").user("u").anonymous("x").json())
                .formerKeys())
        .isEmpty();
  }
}
