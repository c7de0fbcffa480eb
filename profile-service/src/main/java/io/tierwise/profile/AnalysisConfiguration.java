package io.tierwise.profile;

import io.tierwise.profile.adapter.kafka.CatalogueListener;
import io.tierwise.profile.adapter.kafka.RejectionsListener;
import io.tierwise.profile.adapter.schedule.TrafficSchedule;
import io.tierwise.profile.adapter.schedule.VisitSchedule;
import io.tierwise.profile.analysis.Visits;
import io.tierwise.profile.quality.DataQuality;
import io.tierwise.profile.quality.ItemCatalogue;
import io.tierwise.profile.quality.RejectionTally;
import io.tierwise.profile.quality.TrafficRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what judges traffic and prepares analyses. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrafficProperties.class)
class AnalysisConfiguration {
  @Bean
  TrafficRules trafficRules(TrafficProperties properties) {
    return properties.rules();
  }

  @Bean
  CatalogueListener catalogueListener(ItemCatalogue catalogue) {
    return new CatalogueListener(catalogue);
  }

  @Bean
  RejectionsListener rejectionsListener(RejectionTally tally) {
    return new RejectionsListener(tally);
  }

  @Bean
  VisitSchedule visitSchedule(Visits visits) {
    return new VisitSchedule(visits);
  }

  @Bean
  TrafficSchedule trafficSchedule(DataQuality quality, TrafficRules rules) {
    return new TrafficSchedule(quality, rules);
  }
}
