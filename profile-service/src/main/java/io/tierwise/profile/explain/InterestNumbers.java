package io.tierwise.profile.explain;

import io.tierwise.profile.event.Product;
import io.tierwise.profile.event.UserEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The numbers that come from the products that a user looked at and bought. */
final class InterestNumbers {
  private static final Set<String> PRODUCTS =
      Set.of(
          "Product Viewed",
          "Product Clicked",
          "Product Added to Wishlist",
          "Product Added",
          OrderNumbers.COMPLETED);
  private static final String WEIGHTS =
      " Each product of an event weighs 1 if viewed or clicked, 2 if wished for, 3 if added to the"
          + " cart, 5 if ordered, halved by each half-life"
          + " (tierwise.profile.affinity-half-life) that has passed since.";

  static List<ProfileNumber> all() {
    return List.of(
        new ProfileNumber(
            "categoryBreadth",
            "categories",
            "Top categories with any interest, however old.",
            PRODUCTS,
            (event, user) -> shares(event, user, InterestNumbers::top)),
        affinity(
            "categoryAffinity",
            "Share of interest by top category, the largest first; they sum to 1." + WEIGHTS,
            InterestNumbers::top),
        affinity(
            "categoryPathAffinity",
            "As categoryAffinity, by full category path (Garden > Lights).",
            (product, user) ->
                product.categoryPath().isEmpty()
                    ? null
                    : String.join(" > ", product.categoryPath())),
        affinity(
            "brandAffinity",
            "As categoryAffinity, by brand; products without brand are left out.",
            (product, user) -> product.brand()),
        affinity(
            "priceBandAffinity",
            "As categoryAffinity, by band of the price of one piece in the base currency"
                + " (tierwise.profile.price-bands); products without price are left out.",
            (product, user) -> {
              BigDecimal price = product.price();
              return price == null ? null : user.formula().priceBands().of(price);
            }));
  }

  private static @Nullable String top(Product product, ExplainedUser user) {
    return product.categoryPath().isEmpty() ? null : product.categoryPath().getFirst();
  }

  private static ProfileNumber affinity(
      String name, String definition, BiFunction<Product, ExplainedUser, @Nullable String> label) {
    return new ProfileNumber(
        name, "share by label", definition, PRODUCTS, (event, user) -> shares(event, user, label));
  }

  private static List<Contribution> shares(
      UserEvent event,
      ExplainedUser user,
      BiFunction<Product, ExplainedUser, @Nullable String> label) {
    int weight = user.formula().interestIn(event.action());
    List<Contribution> shares = new ArrayList<>();
    for (Product product : event.products()) {
      String of = label.apply(product, user);
      if (weight > 0 && of != null) {
        shares.add(Contribution.of(user.decayed(weight, event.occurredAt()), of));
      }
    }
    return shares;
  }

  private InterestNumbers() {}
}
