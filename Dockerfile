# One pattern for every service: docker build --build-arg MODULE=profile-service .
# It packs the executable jar that the build has made before: mvn -DskipTests package
FROM eclipse-temurin:25-jre AS layers
ARG MODULE
WORKDIR /unpack
COPY ${MODULE}/target/${MODULE}-*-exec.jar app.jar
RUN java -Djarmode=tools -jar app.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
ARG MODULE
LABEL org.opencontainers.image.title="Tierwise ${MODULE}"
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tierwise \
    && install -d -o tierwise /var/lib/tierwise/imports
WORKDIR /app
# What changes least comes first: a new version of a service is one small layer.
COPY --from=layers /unpack/layers/dependencies/ ./
COPY --from=layers /unpack/layers/spring-boot-loader/ ./
COPY --from=layers /unpack/layers/snapshot-dependencies/ ./
COPY --from=layers /unpack/layers/application/ ./
COPY --chmod=555 deploy/healthcheck /usr/local/bin/healthcheck
USER 10001
# A container has its own network; docker-compose.yml publishes the port on the host's loopback only.
ENV SERVER_ADDRESS=0.0.0.0
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 CMD ["healthcheck"]
ENTRYPOINT ["java", "-jar", "app.jar"]
