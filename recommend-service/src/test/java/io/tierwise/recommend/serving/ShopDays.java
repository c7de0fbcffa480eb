package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens in a {@link TestShop} between two answers, told to memory as the intake does. */
final class ShopDays {
  private static final String NEW = "new-";

  private final TestShop shop;
  private final Random random;
  private final FollowContent content;
  private int news;
  private int deeds;

  ShopDays(TestShop shop, Random random) {
    this.shop = shop;
    this.random = random;
    this.content = new FollowContent(shop.catalogue, shop.live, text -> List.of(text.split(" ")));
  }

  static boolean isNew(Item item) {
    return item.itemId().startsWith(NEW);
  }

  /** Any item, one that nothing is known of but its id among them. */
  String item() {
    return random.nextInt(6) == 0 && news > 0
        ? NEW + random.nextInt(news)
        : "i" + random.nextInt(43);
  }

  void something() {
    switch (random.nextInt(10)) {
      case 0, 1 -> put(item(), random.nextInt(4) == 0);
      case 2 -> put(NEW + news++, false);
      case 3 -> content.follow();
      case 4 -> shop.storeFails = !shop.storeFails;
      case 5 -> move("u" + random.nextInt(5));
      case 6 -> {
        if (random.nextInt(3) == 0) {
          shop.train();
        }
      }
      default -> deed("u" + random.nextInt(10));
    }
  }

  private void put(String itemId, boolean hidden) {
    List<String> path =
        random.nextInt(9) == 0
            ? List.of()
            : List.of("C" + random.nextInt(3), "S" + random.nextInt(2));
    shop.catalogue.put(
        new Item(
            itemId,
            "Item " + random.nextInt(40),
            "Brand " + random.nextInt(3),
            path,
            random.nextInt(8) == 0 ? null : new BigDecimal(1 + random.nextInt(50)),
            random.nextInt(4) > 0,
            hidden,
            random.nextInt(5) == 0,
            true,
            TestShop.NOW));
  }

  private void deed(String userId) {
    InteractionKind[] kinds = InteractionKind.values();
    InteractionKind kind = kinds[random.nextInt(kinds.length)];
    Interaction deed =
        kind == InteractionKind.RATING
            ? Interaction.rating(userId, item(), 1 + random.nextInt(5), TestShop.NOW, "d" + deeds++)
            : Interaction.of(userId, item(), kind, TestShop.NOW, "d" + deeds++);
    shop.add(deed);
    shop.histories.apply(List.of(deed), Map.of());
  }

  private void move(String userId) {
    shop.segmentOf.put(userId, "Gold");
    shop.histories.move(userId, "Gold");
  }
}
