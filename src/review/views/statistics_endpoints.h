// review/views/statistics_endpoints.h — answers the requests for statistics, and for the sample
// that a person judges.
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

/// Answers ReviewService::statistics(). `unseen`: number of documents that the queue does not know
/// yet.
[[nodiscard]] JsonResponse answer_statistics(const store::StoreReader& store,
                                             const ReviewQueue& queue, std::size_t unseen,
                                             const SampleFile& file, const RequestParams& asked);
/// Answers ReviewService::sample().
[[nodiscard]] JsonResponse answer_sample(const SampleFile& file);
/// Draws a sample of `size` values by a seed.
using DrawSample =
    std::function<std::vector<SampleItem>(const std::string& seed, std::size_t size)>;
/// Answers ReviewService::judge_sample_item(). `actor`: name of the person who judges.
[[nodiscard]] JsonResponse answer_sample_verdict(SampleFile& file, std::string_view body,
                                                 const std::string& actor, const DrawSample& draw);

}  // namespace codau::review
