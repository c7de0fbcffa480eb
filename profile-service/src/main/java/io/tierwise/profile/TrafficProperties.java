package io.tierwise.profile;

import io.tierwise.profile.quality.TrafficRules;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which traffic is not taken for customers'.
 *
 * @param scan how often the rates of days with new events are looked at
 * @param maxPerMinute a key with more events within a minute of the clock is a bot
 * @param maxPerDay a key with more events on a day (UTC) is a bot
 * @param botAgents parts of the user agents of bots
 * @param testTraits a user with one of these traits true is a test
 * @param testDomains ends of the e-mail domains of tests
 */
@ConfigurationProperties("tierwise.profile.traffic")
public record TrafficProperties(
    @DefaultValue("5m") Duration scan,
    @DefaultValue("120") int maxPerMinute,
    @DefaultValue("5000") int maxPerDay,
    @DefaultValue({"bot/", "bot;", "crawler", "spider", "headlesschrome", "python-requests"})
        List<String> botAgents,
    @DefaultValue({"test", "isTest", "is_test"}) List<String> testTraits,
    @DefaultValue({"test", "invalid"}) List<String> testDomains) {
  TrafficRules rules() {
    return new TrafficRules(maxPerMinute, maxPerDay, botAgents, testTraits, testDomains);
  }
}
