package main

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"understudy.example/edge/probe"
	"understudy.example/machine"
	"understudy.example/pool/health"
)

// counts are what grows.
type counts struct {
	asks    *prometheus.CounterVec
	took    *prometheus.HistogramVec
	lookups *prometheus.CounterVec
}

func newCounts() *counts {
	return &counts{
		prometheus.NewCounterVec(prometheus.CounterOpts{Name: "understudy_asks_total",
			Help: "Asks, by how far they came: unasked, connecting, securing, asking, answered."}, []string{"pool", "stage"}),
		prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "understudy_ask_duration_seconds", Help: "How long asks took that were answered.",
			Buckets: prometheus.ExponentialBuckets(0.001, 2, 14)}, []string{"pool"}),
		prometheus.NewCounterVec(prometheus.CounterOpts{Name: "understudy_lookups_total", Help: "Look-ups of all names, by their result."},
			[]string{"result"}),
	}
}

func (c *counts) asked(pool string, r probe.Result) {
	stage := r.Stage.String()
	if unasked(r) {
		stage = "unasked"
	}
	c.asks.WithLabelValues(pool, stage).Inc()
	if r.Stage == probe.Answered {
		c.took.WithLabelValues(pool).Observe(r.Took.Seconds())
	}
}

func (c *counts) lookedUp(err error) {
	result := "answered"
	if err != nil {
		result = "failed"
	}
	c.lookups.WithLabelValues(result).Inc()
}

// A gauge is what the latest report says: one sample for each time that it calls put.
type gauge struct {
	desc *prometheus.Desc
	read func(r *report, put func(value float64, labels ...string))
}

func newGauge(name, help string, labels []string, read func(*report, func(float64, ...string))) gauge {
	return gauge{prometheus.NewDesc("understudy_"+name, help, labels, nil), read}
}

// gauges are all that is read from a report.
var gauges = []gauge{
	newGauge("pool_asked", "Whether the latest ask of the pool came about.", []string{"pool"}, func(r *report, put func(float64, ...string)) {
		for _, p := range r.pools {
			put(truth(!unasked(p.finding.result)), p.fqdn)
		}
	}),
	newGauge("pool_serves", "Whether the pool has answered the latest ask and takes requests; absent if it was not asked.", []string{"pool"},
		func(r *report, put func(float64, ...string)) {
			for _, p := range r.pools {
				if !unasked(p.finding.result) {
					put(truth(p.finding.result.Serves()), p.fqdn)
				}
			}
		}),
	newGauge("certificate_end_timestamp_seconds", "When the certificate of the pool ends.", []string{"pool"},
		func(r *report, put func(float64, ...string)) {
			for _, p := range r.pools {
				if end := p.finding.result.NotAfter; !end.IsZero() {
					put(float64(end.Unix()), p.fqdn)
				}
			}
		}),
	newGauge("outlook", "What a registrar holds of a pool that it watches: 1 for one of unknown, up, silent and down.", []string{"by", "of", "phase"},
		func(r *report, put func(float64, ...string)) {
			for _, o := range r.outlooks {
				held := o.Phase
				if r.unknown(o.By) || r.unknown(o.Of) {
					held = health.Unknown
				}
				for p := health.Unknown; p <= health.Down; p++ {
					put(truth(held == p), o.By, o.Of, p.String())
				}
			}
		}),
	newGauge("verdict_seconds", "In how long a registrar declares a pool down unless that answers; absent if it will not.", []string{"by", "of"},
		func(r *report, put func(float64, ...string)) {
			for _, o := range r.outlooks {
				if o.Verdict != machine.Never && !r.unknown(o.By) && !r.unknown(o.Of) {
					put(o.Verdict.Sub(r.elapsed).Seconds(), o.By, o.Of)
				}
			}
		}),
	newGauge("users_served", "How the users of a pool are served: 1, with the registrar and the mode; 0 if they are signed out; absent if that depends on a pool that was never asked.",
		[]string{"home", "at", "mode"}, func(r *report, put func(float64, ...string)) {
			for _, p := range r.pools {
				if r.fares(&p) {
					put(truth(p.now.in), p.fqdn, p.now.pool, modeOf(p.now))
				}
			}
		}),
	newGauge("features_missing", "How many features the users of a pool are without.", []string{"home"}, func(r *report, put func(float64, ...string)) {
		for _, p := range r.pools {
			if r.fares(&p) {
				put(float64(len(p.without)), p.fqdn)
			}
		}
	}),
	newGauge("sign_in_seconds", "How long a client takes to be in that signs in now; absent if that is not within an hour.", []string{"home"},
		func(r *report, put func(float64, ...string)) {
			for _, p := range r.pools {
				if p.signIn.at != machine.Never && p.finding.known && !r.unknown(p.signIn.then.pool) {
					put(max(p.signIn.at.Sub(r.elapsed).Seconds(), 0), p.fqdn)
				}
			}
		}),
	newGauge("cms_known", "Whether the active Central Management Store can be told.", nil, func(r *report, put func(float64, ...string)) {
		put(truth(r.view.ActiveKnown && !r.unknown(r.view.Active)))
	}),
	newGauge("cms_active", "1 for the pool that is the active master, if that can be told.", []string{"pool"}, func(r *report, put func(float64, ...string)) {
		for _, p := range r.pools {
			put(truth(r.view.ActiveKnown && p.finding.known && r.view.Active == p.fqdn), p.fqdn)
		}
	}),
	newGauge("failover_blocks", "How many guards stand against failing the pool of -whynot over.", []string{"pool"},
		func(r *report, put func(float64, ...string)) {
			if r.why != nil {
				put(float64(len(r.why.Blocks)), r.why.pool)
			}
		}),
	newGauge("lookup_timestamp_seconds", "When DNS has answered last; 0 if never.", nil, func(r *report, put func(float64, ...string)) {
		if r.names.answered.IsZero() {
			put(0)
			return
		}
		put(float64(r.names.answered.UnixNano()) / float64(time.Second))
	}),
	newGauge("watched_seconds", "How long the monitor has watched.", nil, func(r *report, put func(float64, ...string)) { put((r.elapsed.Sub(0) - stood).Seconds()) }),
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func modeOf(l level) string {
	if !l.in {
		return ""
	}
	return l.mode.String()
}

// A collector collects from the latest report of a monitor, and keeps nobody waiting.
type collector struct{ m *monitor }

func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, g := range gauges {
		out <- g.desc
	}
}

func (c collector) Collect(out chan<- prometheus.Metric) {
	r := c.m.latest.Load()
	if r == nil {
		return // it has not begun
	}
	for _, g := range gauges {
		g.read(r, func(value float64, labels ...string) {
			out <- prometheus.MustNewConstMetric(g.desc, prometheus.GaugeValue, value, labels...)
		})
	}
}

// registry has everything that is measured of a monitor.
func registry(m *monitor) *prometheus.Registry {
	r := prometheus.NewRegistry()
	r.MustRegister(collector{m}, m.counts.asks, m.counts.took, m.counts.lookups,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

func metricsOf(m *monitor) http.Handler {
	return promhttp.HandlerFor(registry(m), promhttp.HandlerOpts{})
}
