package io.tierwise.recommend;

import io.tierwise.recommend.adapter.web.ItemJson;
import io.tierwise.recommend.adapter.web.QueryRecords;
import io.tierwise.recommend.catalogue.Catalogue;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How queries become records; and the shop window on the placements, which is static files. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
  @Bean
  ItemJson itemJson(Catalogue catalogue, @Value("${tierwise.base-currency}") String currency) {
    return new ItemJson(catalogue, currency);
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(new QueryRecords());
  }

  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/storefront", "/storefront/");
    registry.addViewController("/storefront/").setViewName("forward:/storefront/index.html");
  }
}
