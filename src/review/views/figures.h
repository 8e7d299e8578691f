// review/views/figures.h — what the head of an archive sees and judges: tables of figures, and a
// sample.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "review/queue/answer.h"
#include "review/queue/queue.h"
#include "review/queue/sample.h"
#include "store/reader.h"

namespace codau::review {

/// What is asked and answered: Desk::statistics(), sample() and judge_sample(). `unseen`: documents
/// that the queue does not know yet.
[[nodiscard]] Answer statistics_answer(const store::Reader& store, const Queue& queue,
                                       std::size_t unseen, const SampleFile& file,
                                       const Asked& asked);
[[nodiscard]] Answer sample_answer(const SampleFile& file);
/// `draw` draws a sample of so many items by a seed.
using DrawSample =
    std::function<std::vector<SampleItem>(const std::string& seed, std::size_t size)>;
[[nodiscard]] Answer judge_sample(SampleFile& file, std::string_view body, const std::string& actor,
                                  const DrawSample& draw);

}  // namespace codau::review
