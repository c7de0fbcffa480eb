package io.tierwise.recommend;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A shop window on the placements: static files that ask the API like any storefront. */
@Configuration(proxyBeanMethods = false)
class StorefrontConfiguration implements WebMvcConfigurer {
  @Override
  public void addViewControllers(ViewControllerRegistry registry) {
    registry.addRedirectViewController("/storefront", "/storefront/");
    registry.addViewController("/storefront/").setViewName("forward:/storefront/index.html");
  }
}
