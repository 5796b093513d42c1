package dev.winnow.daemon.metrics.stackdriver;

import com.google.monitoring.v3.CreateTimeSeriesRequest;
import com.google.monitoring.v3.Point;
import com.google.monitoring.v3.TimeSeries;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall;
import io.grpc.MethodDescriptor;

/** Leaves out what is not a number, for example while Redis cannot be asked: the service refuses it, and says so each time. */
final class NumbersOnly implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new ForwardingClientCall.SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            @SuppressWarnings("unchecked") // the same type comes back
            public void sendMessage(Q message) {
                super.sendMessage(
                        message instanceof CreateTimeSeriesRequest request ? (Q) numbers(request) : message);
            }
        };
    }

    private static CreateTimeSeriesRequest numbers(CreateTimeSeriesRequest request) {
        return request.toBuilder().clearTimeSeries().addAllTimeSeries(
                request.getTimeSeriesList().stream().filter(NumbersOnly::isNumber).toList()).build();
    }

    private static boolean isNumber(TimeSeries series) {
        return series.getPointsList().stream().map(Point::getValue)
                .allMatch(value -> !value.hasDoubleValue() || Double.isFinite(value.getDoubleValue()));
    }
}
