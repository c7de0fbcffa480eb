package io.tierwise.starter;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.tierwise.starter.access.AccessInterceptor;
import io.tierwise.starter.access.AccessProperties;
import io.tierwise.starter.access.CallerResolver;
import io.tierwise.starter.access.TokenCallers;
import io.tierwise.starter.openapi.AnswerExamples;
import io.tierwise.starter.openapi.SchemaNames;
import io.tierwise.starter.trace.TraceFilter;
import io.tierwise.starter.web.BodyLimitFilter;
import io.tierwise.starter.web.Instants;
import io.tierwise.starter.web.ProblemReportValve;
import io.tierwise.starter.web.UnknownParameters;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.format.FormatterRegistry;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** The REST conventions of every service. */
@AutoConfiguration
@EnableConfigurationProperties(AccessProperties.class)
@ComponentScan("io.tierwise.starter.problem")
class WebAutoConfiguration {
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  JsonMapperBuilderCustomizer jsonConventions() {
    return builder ->
        builder
            .defaultLocale(Locale.ROOT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .addModule(Instants.module())
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .withCoercionConfig(
                LogicalType.Integer,
                integer -> integer.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .withCoercionConfig(
                LogicalType.Boolean,
                truth ->
                    truth
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.String, CoercionAction.Fail))
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.ALWAYS));
  }

  /**
   * Ids are the shops' own and may have slashes: an encoded one is part of the id, which the path
   * patterns decode after they have split the path.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcatConventions(JsonMapper json) {
    return tomcat -> {
      tomcat.addConnectorCustomizers(
          connector -> {
            connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
            connector.setEncodedReverseSolidusHandling(
                EncodedSolidusHandling.PASS_THROUGH.getValue());
          });
      tomcat.addContextCustomizers(
          context -> context.getParent().getPipeline().addValve(new ProblemReportValve(json)));
    };
  }

  @Bean
  @ConditionalOnMissingBean
  CallerResolver callers(AccessProperties properties) {
    return new TokenCallers(properties);
  }

  @Bean
  FilterRegistrationBean<TraceFilter> traceFilter() {
    FilterRegistrationBean<TraceFilter> filter = new FilterRegistrationBean<>(new TraceFilter());
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimitFilter(
      @Value("${tierwise.http.max-body}") DataSize max,
      @Value("${tierwise.http.streamed-paths}") Set<String> streamed,
      JsonMapper json) {
    FilterRegistrationBean<BodyLimitFilter> filter =
        new FilterRegistrationBean<>(new BodyLimitFilter(max.toBytes(), streamed, json));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return filter;
  }

  @Bean
  OpenAPI openApi(
      @Value("${spring.application.name}") String service,
      @Value("${spring.application.version:0.1.0}") String version) {
    return new OpenAPI()
        .info(
            new Info()
                .title("Tierwise " + service)
                .version(version)
                .license(new License().name("Apache-2.0")));
  }

  /** Before the other converters: each one that follows is asked before those before it. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  ModelResolver schemas(ObjectMapperProvider mappers) {
    return new ModelResolver(mappers.jsonMapper(), new SchemaNames())
        .openapi31(mappers.isOpenapi31());
  }

  @Bean
  AnswerExamples answerExamples(JsonMapper json) throws IOException {
    return AnswerExamples.read(
        new PathMatchingResourcePatternResolver().getResources("classpath*:api-examples/*.json"),
        json);
  }

  @Configuration(proxyBeanMethods = false)
  static class Interceptors implements WebMvcConfigurer {
    private final CallerResolver callers;

    Interceptors(CallerResolver callers) {
      this.callers = callers;
    }

    /** Instants of queries by the rule of those in bodies. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
      registry.addParser(new Instants.OfQuery());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
      registry.addInterceptor(new AccessInterceptor(callers));
      registry.addInterceptor(new UnknownParameters());
    }
  }
}
