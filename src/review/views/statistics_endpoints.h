// review/views/statistics_endpoints.h — what the head of an archive sees and judges: tables of
// figures, and a sample.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "review/queue/json_response.h"
#include "review/queue/review_queue.h"
#include "review/queue/sample.h"
#include "store/store_reader.h"

namespace codau::review {

/// What is asked and answered: ReviewService::statistics(), sample() and answer_sample_verdict().
/// `unseen`: documents that the queue does not know yet.
[[nodiscard]] JsonResponse answer_statistics(const store::StoreReader& store,
                                             const ReviewQueue& queue, std::size_t unseen,
                                             const SampleFile& file, const RequestParams& asked);
[[nodiscard]] JsonResponse answer_sample(const SampleFile& file);
/// `draw` draws a sample of so many items by a seed.
using DrawSample =
    std::function<std::vector<SampleItem>(const std::string& seed, std::size_t size)>;
[[nodiscard]] JsonResponse answer_sample_verdict(SampleFile& file, std::string_view body,
                                                 const std::string& actor, const DrawSample& draw);

}  // namespace codau::review
