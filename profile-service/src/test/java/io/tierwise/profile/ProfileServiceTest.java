package io.tierwise.profile;

import io.tierwise.testing.RealInfrastructure;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a real database and broker, started once for all tests that say so. Those
 * that look for bots by their rates do it themselves: a look from outside would take theirs away.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"tierwise.test.database=true", "tierwise.profile.traffic.scan=1d"})
@ContextConfiguration(initializers = RealInfrastructure.class)
public @interface ProfileServiceTest {}
