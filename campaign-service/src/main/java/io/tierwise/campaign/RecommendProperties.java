package io.tierwise.campaign;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where recommend-service is, and how long to wait for it.
 *
 * @param connectTimeout of every call
 * @param batchTimeout of a call for an allocation
 * @param decisionTimeout of a call that a decision waits for
 */
@ConfigurationProperties("tierwise.recommend")
public record RecommendProperties(
    @DefaultValue("http://localhost:8084") URI url,
    @DefaultValue("1s") Duration connectTimeout,
    @DefaultValue("10s") Duration batchTimeout,
    @DefaultValue("500ms") Duration decisionTimeout) {}
