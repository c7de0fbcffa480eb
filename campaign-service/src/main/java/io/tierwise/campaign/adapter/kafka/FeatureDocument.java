package io.tierwise.campaign.adapter.kafka;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.profile.ProfileFeatures;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The features that conditions can name, under those names; a feature without value is absent. */
final class FeatureDocument {
  static String of(ProfileFeatures f) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("identified", f.identified());
    document.put("orders", f.orders());
    put(document, "firstOrderAt", f.firstOrderAt());
    put(document, "lastOrderAt", f.lastOrderAt());
    put(document, "firstSeenAt", f.firstSeenAt());
    put(document, "lastSeenAt", f.lastSeenAt());
    put(document, "grossRevenue", f.grossRevenue());
    put(document, "refunds", f.refunds());
    put(document, "netRevenue", f.netRevenue());
    put(document, "averageOrderValue", f.averageOrderValue());
    document.put("sessions", f.sessions());
    document.put("browseSeconds", f.browseSeconds());
    document.put("activeDays", f.activeDays());
    document.put("categoryBreadth", f.categoryBreadth());
    put(document, "country", f.country());
    put(document, "locale", f.locale());
    put(document, "timezone", f.timezone());
    document.put("devices", f.devices());
    document.put("channels", f.channels());
    document.put("eventCounts", f.eventCounts());
    document.put("categoryAffinity", f.categoryAffinity());
    document.put("brandAffinity", f.brandAffinity());
    document.put("priceBandAffinity", f.priceBandAffinity());
    document.put("consent", f.consent());
    document.put("traits", f.traits());
    return new String(ContractJson.write(document), StandardCharsets.UTF_8);
  }

  private static void put(Map<String, Object> document, String name, @Nullable Object value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  private FeatureDocument() {}
}
