package dev.winnow.daemon.aws;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** The region that this host's variables or AWS files name. */
public final class HostRegion {
    private HostRegion() {
    }

    /** Without asking the metadata service, which is slow where there is none. */
    public static Optional<Region> find() {
        try {
            return Optional.of(new AwsRegionProviderChain(new SystemSettingsRegionProvider(),
                    new AwsProfileRegionProvider()).getRegion());
        } catch (SdkClientException e) {
            return Optional.empty();
        }
    }
}
