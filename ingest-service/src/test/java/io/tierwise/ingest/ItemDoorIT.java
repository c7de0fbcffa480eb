package io.tierwise.ingest;

import static io.tierwise.contracts.Topics.CATALOG_ITEMS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.CatalogItem;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ItemDoorIT extends RunningIngest {
  @Test
  void item_isPutAndDeleted() {
    String id = unique("item");
    Answer put =
        send("PUT", "/v1/items/" + id, "{\"name\":\"Mug\",\"price\":2}".getBytes(UTF_8), Map.of());
    assertThat(put.status()).isEqualTo(202);
    assertThat(put.json().at("/results/0/itemId").asString()).isEqualTo(id);
    assertThat(send("DELETE", "/v1/items/" + id, new byte[0], Map.of()).status()).isEqualTo(202);
    List<ConsumerRecord<String, byte[]>> messages = read(CATALOG_ITEMS, 2, m -> id.equals(m.key()));
    assertThat(ContractJson.read(messages.get(0).value(), CatalogItem.class).name())
        .isEqualTo("Mug");
    assertThat(messages.get(1).value()).isNull();
  }

  @Test
  void badItem_neverSpoilsItsBatch() {
    String id = unique("item");
    Answer answer =
        post(
            "/v1/items/batch",
            "{'items':[{'itemId':'" + id + "','category':'A > B'},{'itemId':'x','price':-1},{}]}");
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.json().get("accepted").intValue()).isEqualTo(1);
    assertThat(answer.json().get("rejected").intValue()).isEqualTo(2);
    assertThat(answer.json().at("/results/1/errors/0/code").asString()).isEqualTo("negative-price");
    assertThat(answer.json().at("/results/2/errors/0/field").asString()).isEqualTo("itemId");
    CatalogItem item =
        read(CATALOG_ITEMS, 1, CatalogItem.class, i -> i.itemId().equals(id)).getFirst();
    assertThat(item.categoryPath()).containsExactly("A", "B");
  }

  @Test
  void badCalls_areRefused() {
    byte[] negative = "{\"price\":-1}".getBytes(UTF_8);
    Answer put = send("PUT", "/v1/items/p", negative, Map.of());
    assertThat(put.status()).isEqualTo(400);
    assertThat(put.errors()).containsExactly("price negative-price");
    assertThat(send("DELETE", "/v1/items/a%07b", new byte[0], Map.of()).status()).isEqualTo(400);
    assertThat(post("/v1/items/batch", "{'items':{}}").errors())
        .containsExactly("items wrong-type");
    Map<String, String> stranger = Map.of("Authorization", basic("no-key:"));
    assertThat(send("DELETE", "/v1/items/p", new byte[0], stranger).status()).isEqualTo(401);
    assertThat(send("PUT", "/v1/items/p", negative, stranger).status()).isEqualTo(401);
  }
}
