package dev.winnow.harvester.aws;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * Credentials as this host has them, in the SDK's order. What asks STS does so by our client: the one that the SDK makes
 * for itself goes by its own reading of the proxy variables.
 */
final class HostCredentials {
    private static final String SESSION = "winnow";

    private final Function<AwsCredentialsProvider, StsClient> sts;

    /** @param sts makes a client with these credentials, which goes out as the host says */
    HostCredentials(Function<AwsCredentialsProvider, StsClient> sts) {
        this.sts = sts;
    }

    /** Environment, web identity (pods), files, instance role. */
    AwsCredentialsProvider usual() {
        Optional<String> token = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue();
        Optional<String> role = SdkSystemSetting.AWS_ROLE_ARN.getStringValue();
        String profile = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
        if ((token.isEmpty() || role.isEmpty()) && assumes(profile)) {
            return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(),
                    EnvironmentVariableCredentialsProvider.create(), profile(profile));
        }
        if (token.isEmpty() || role.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create(),
                EnvironmentVariableCredentialsProvider.create(),
                StsWebIdentityTokenFileCredentialsProvider.builder().stsClient(sts.apply(AnonymousCredentialsProvider
                        .create())).roleArn(role.get()).webIdentityTokenFile(Path.of(token.get()))
                        .roleSessionName(SdkSystemSetting.AWS_ROLE_SESSION_NAME.getStringValue().orElse(SESSION))
                        .build());
    }

    /** Those of a profile, the roles that it and its source profiles name assumed. */
    AwsCredentialsProvider profile(String name) {
        return profile(name, new HashSet<>());
    }

    private static boolean assumes(String name) {
        return ProfileFile.defaultProfileFile().profile(name).flatMap(profile -> profile.property(
                ProfileProperty.ROLE_ARN)).isPresent();
    }

    private AwsCredentialsProvider profile(String name, Set<String> seen) {
        Optional<Profile> found = ProfileFile.defaultProfileFile().profile(name);
        Optional<String> role = found.flatMap(profile -> profile.property(ProfileProperty.ROLE_ARN));
        Optional<String> source = found.flatMap(profile -> profile.property(ProfileProperty.SOURCE_PROFILE));
        // One that is its own source has keys beside its role: the SDK knows how.
        if (role.isEmpty() || source.isEmpty() || source.get().equals(name) || !seen.add(name)) {
            return ProfileCredentialsProvider.create(name);
        }
        StsClient client = sts.apply(profile(source.get(), seen));
        return StsAssumeRoleCredentialsProvider.builder().stsClient(client).refreshRequest(request -> request.roleArn(
                role.get()).roleSessionName(SESSION).externalId(found
                        .flatMap(profile -> profile.property(
                                ProfileProperty.EXTERNAL_ID))
                        .orElse(null)))
                .build();
    }
}
