package io.tierwise.starter;

import io.tierwise.starter.idempotency.IdempotencyFilter;
import io.tierwise.starter.idempotency.IdempotentRequests;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Idempotent POSTs for every service that has a database. */
@AutoConfiguration(
    afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(JdbcClient.class)
class IdempotencyAutoConfiguration {
  @Bean
  FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(JdbcClient jdbc, JsonMapper json) {
    FilterRegistrationBean<IdempotencyFilter> filter =
        new FilterRegistrationBean<>(new IdempotencyFilter(new IdempotentRequests(jdbc), json));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    return filter;
  }
}
