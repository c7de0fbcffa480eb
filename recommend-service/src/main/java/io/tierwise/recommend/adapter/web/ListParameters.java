package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.recommend.serving.Recommend;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query of a GET for a list; texts, so that a wrong one gets a precise answer. */
record ListParameters(
    @Parameter(
            description = "How many items",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "10"))
        @Nullable String limit,
    @Parameter(
            description = "Any prefix of an item's category path, steps separated by / or >",
            example = "Home/Kitchen")
        @Nullable String category,
    @Parameter(description = "Inclusive, in the base currency", example = "5.00")
        @Nullable String minPrice,
    @Parameter(description = "Inclusive, in the base currency", example = "50.00")
        @Nullable String maxPrice,
    @Parameter(description = "Item ids, separated by commas", example = "sku-1,sku-2")
        @Nullable String exclude,
    @Parameter(
            description = "false lets items pass that are out of stock",
            schema = @Schema(type = "boolean", defaultValue = "true"))
        @Nullable String inStock,
    @Parameter(
            description = "true lets items pass that the user has bought",
            schema = @Schema(type = "boolean", defaultValue = "false"))
        @Nullable String includePurchased,
    @Parameter(
            description = "Where to look first; what it cannot fill comes from the others",
            schema =
                @Schema(
                    allowableValues = {"auto", "item-knn", "segment", "trending", "popularity"},
                    defaultValue = "auto"))
        @Nullable String strategy) {
  Recommend.Wish read(Checks checks) {
    Integer places = checks.integer("limit", limit);
    BigDecimal min = checks.decimal("minPrice", minPrice);
    BigDecimal max = checks.decimal("maxPrice", maxPrice);
    boolean stock = checks.bool("inStock", inStock, true);
    boolean purchased = checks.bool("includePurchased", includePurchased, false);
    List<@Nullable String> ids =
        exclude == null || exclude.isEmpty()
            ? List.of()
            : Arrays.stream(exclude.split(",")).map(String::strip).toList();
    return ListRequest.read(checks, places, strategy, category, min, max, ids, stock, purchased);
  }
}
