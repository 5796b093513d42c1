package dev.winnow.harvester.aws;

import dev.winnow.plugin.spi.NoRetryException;
import dev.winnow.plugin.spi.RetryLaterException;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns what the SDK throws into sentences, and says whether another attempt can help. */
final class AwsFailures {
    private static final Duration AFTER_THROTTLING = Duration.ofSeconds(30);
    private static final Set<String> NOT_ALLOWED = Set.of("AuthFailure", "UnauthorizedOperation", "AccessDenied",
            "InvalidClientTokenId", "SignatureDoesNotMatch", "OptInRequired", "ExpiredToken");

    private AwsFailures() {
    }

    static RuntimeException explain(String what, RuntimeException failure) {
        return switch (failure) {
            case AwsServiceException e when e.isThrottlingException() ->
                new RetryLaterException(what + ": AWS asks to go slower (" + reason(e) + ")", AFTER_THROTTLING, e);
            case AwsServiceException e when e.awsErrorDetails() != null
                    && NOT_ALLOWED.contains(String.valueOf(e.awsErrorDetails().errorCode())) ->
                new NoRetryException(what + ": AWS refuses the credentials or their rights (" + reason(e)
                        + "). Check the account's role, profile or keys", e);
            case AwsServiceException e -> new IllegalStateException(what + ": AWS answered " + e.statusCode() + " ("
                    + reason(e) + ")", e);
            case SdkClientException e when String.valueOf(e.getMessage()).contains("credentials") ->
                new NoRetryException(what + ": no credentials were found. Give the account a profile or key references,"
                        + " or the worker an instance role (" + e.getMessage() + ")", e);
            case SdkException e ->
                new IllegalStateException(what + ": AWS cannot be reached (" + e.getMessage() + ")", e);
            default -> failure;
        };
    }

    private static String reason(AwsServiceException e) {
        return e.awsErrorDetails() == null
                ? String.valueOf(e.getMessage())
                : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    }
}
