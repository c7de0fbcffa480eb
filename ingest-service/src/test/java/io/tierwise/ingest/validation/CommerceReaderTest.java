package io.tierwise.ingest.validation;

import static io.tierwise.ingest.validation.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommerceReaderTest {
  @Test
  void productViewed_mapsItsProductAndKeepsTheRest() {
    BehaviorEvent event =
        track(
            "Product Viewed",
            "'product_id':'p1','sku':'s1','name':'Mug','category':'Home > Kitchen/Dining',"
                + "'brand':'Acme','price':'12.50','quantity':2,'variant':'red'");
    assertThat(event.products())
        .containsExactly(
            new EventProduct(
                "p1",
                "Mug",
                List.of("Home", "Kitchen/Dining"),
                "Acme",
                new BigDecimal("12.50"),
                2,
                null));
    assertThat(event.properties()).isEqualTo(Map.of("sku", "s1", "variant", "red"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "'category':'Home > Kitchen'|Home,Kitchen",
        "'category':'Home/Kitchen/'|Home,Kitchen",
        "'category':['Home',' Kitchen ','']|Home,Kitchen",
        "'categoryPath':['Home/Garden','Pots']|Home/Garden,Pots",
        "'category':'Home'|Home",
      })
  void category_isAPathHoweverItIsWritten(String field, String path) {
    assertThat(track("Product Viewed", "'productId':'p1'," + field).products().getFirst())
        .extracting(EventProduct::categoryPath)
        .isEqualTo(List.of(path.split(",")));
  }

  @Test
  void order_mapsItsLinesAndAmounts() {
    BehaviorEvent event =
        track(
            "Order Completed",
            "'order_id':536365,'revenue':'20.34','tax':4.07,'shipping':0,'discount':1,"
                + "'total':24.41,'coupon':'X','currency':'GBP','affiliation':'web','products':["
                + "{'product_id':'85123A','price':2.55,'quantity':6,'position':1},"
                + "{'sku':71053,'price':1.68,'quantity':3}]");
    assertThat(event.order())
        .isEqualTo(
            new BehaviorEvent.EventOrder(
                "536365",
                new BigDecimal("20.34"),
                new BigDecimal("4.07"),
                new BigDecimal("0"),
                new BigDecimal("1"),
                new BigDecimal("24.41"),
                "X",
                "GBP"));
    assertThat(event.products())
        .extracting(EventProduct::productId)
        .containsExactly("85123A", "71053");
    assertThat(event.properties())
        .isEqualTo(
            Map.of("affiliation", "web", "products", List.of(Map.of("position", 1L), Map.of())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "Order Completed|'revenue':5,'total':100|5",
        "Order Completed|'total':12,'tax':2,'shipping':1|9",
        "Order Completed|'subtotal':8,'tax':2|8",
        "Order Updated|'discount':0.5,'products':[{'product_id':1,'price':1.5,'quantity':3}]|4.0",
        "Order Completed|'products':[{'product_id':1,'price':0.1},{'product_id':2,'price':0.2}]|0.3",
        "Order Refunded|'total':3|3",
        "Order Refunded|'products':[{'product_id':1,'price':2,'quantity':2}]|4",
        "Order Refunded||",
        "Order Cancelled||",
        "Order Completed|'products':[{'product_id':1}]|",
      })
  void worthOfAnOrder_isDerivedWhereItIsNotSaid(String name, String amounts, BigDecimal revenue) {
    String more = amounts == null ? "" : "," + amounts;
    assertThat(track(name, "'order_id':'o1'" + more).order().revenue()).isEqualTo(revenue);
  }

  @Test
  void foreignMoney_isConvertedExactly() {
    BehaviorEvent event =
        track(
            "Order Completed",
            "'order_id':'o1','currency':'eur','revenue':10.01,"
                + "'products':[{'product_id':'p','price':3.333},"
                + "{'product_id':'q','price':1,'currency':'GBP'}]");
    assertThat(event.order().revenue()).isEqualByComparingTo("8.5085");
    assertThat(event.order().currency()).isEqualTo("EUR");
    assertThat(event.products())
        .extracting(EventProduct::price)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(new BigDecimal("2.83305"), BigDecimal.ONE);
  }

  @Test
  void noiseOfFloatingPoint_isRoundedAway() {
    assertThat(track("Product Viewed", "'product_id':'p','price':179.97000000000003").products())
        .extracting(EventProduct::price)
        .containsExactly(new BigDecimal("179.97"));
  }

  @Test
  void review_isMapped() {
    BehaviorEvent event =
        track(
            "Product Reviewed",
            "'product_id':'p','review_id':'r1','rating':'4.5','review_body':'Good.\\nVery.'");
    assertThat(event.review()).isEqualTo(new EventReview("r1", 4.5, "Good.\nVery."));
  }

  @Test
  void promotion_isMapped() {
    BehaviorEvent event =
        track(
            "Promotion Clicked",
            "'promotion_id':'pr','campaign_id':'c','offer_id':7,'creative':'Diamond',"
                + "'position':'home_top','decision_id':'d','name':'Spring'");
    assertThat(event.promotion())
        .isEqualTo(new EventPromotion("pr", "c", "7", "Diamond", "home_top", "d"));
    assertThat(event.properties()).isEqualTo(Map.of("name", "Spring"));
  }

  @Test
  void search_isMapped() {
    assertThat(track("Products Searched", "'query':'blue mug'").query()).isEqualTo("blue mug");
  }

  @Test
  void customEvent_isNotLookedInto() {
    BehaviorEvent event = track("order completed", "'price':-1,'currency':'XXX','products':'none'");
    assertThat(event.products()).isEmpty();
    assertThat(event.order()).isNull();
    assertThat(event.properties()).containsOnlyKeys("price", "currency", "products");
  }
}
