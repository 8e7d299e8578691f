#include "lines/word_alternatives.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include "text/page_json.h"

namespace codau::ocr {
namespace {

/// Of words read wrong on 24 synthetic pages (lines of the training text, seed 77), this share has
/// the right word among the alternatives: 31 % from 0.01 on, 35 from 0.003, 39 from 0.001, 42 from
/// any probability. In the JSON of a page, that takes 1.4, 2.6, 4.5 and 15 KB. On 99 other pages
/// the shares are 40, 45, 48 and 51 %.
constexpr double kMinAlternativeProbability = 0.003;

void add(std::vector<OcrAlternative>& alternatives, const std::string& text, double probability) {
  const auto same = std::ranges::find(alternatives, text, &OcrAlternative::text);
  if (same == alternatives.end()) {
    alternatives.push_back({text, probability});
  } else {
    same->probability += probability;
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

/// From 0 to 1.
double doubt_of(const OcrWord& word) {
  return std::accumulate(
      word.alternatives.begin(), word.alternatives.end(), 0.0,
      [](double sum, const OcrAlternative& one) { return sum + one.probability; });
}

}  // namespace

std::vector<std::vector<OcrAlternative>> collect_alternatives(
    const std::vector<SegmentHypothesis>& readings, std::size_t chosen) {
  const std::vector<std::string>& words = readings[chosen].words;
  std::vector<std::vector<OcrAlternative>> out(words.size());
  double most = readings[chosen].log_probability, total = 0;
  for (const SegmentHypothesis& one : readings) most = std::max(most, one.log_probability);
  for (const SegmentHypothesis& one : readings) total += std::exp(one.log_probability - most);
  for (const SegmentHypothesis& one : readings) {
    const double probability = std::exp(one.log_probability - most) / total;
    if (one.words.size() == words.size()) {
      for (std::size_t i = 0; i < words.size(); ++i)
        if (one.words[i] != words[i]) add(out[i], one.words[i], probability);
    } else if (words.size() == 1 && !one.words.empty()) {
      add(out[0], joined(one.words), probability);
    }
  }
  for (std::vector<OcrAlternative>& alternatives : out) {
    std::ranges::stable_sort(alternatives, std::greater(), &OcrAlternative::probability);
    std::erase_if(alternatives, [](const OcrAlternative& one) {
      return one.probability < kMinAlternativeProbability;
    });
    if (alternatives.size() > text::kMaxAlternativesPerWord)
      alternatives.resize(text::kMaxAlternativesPerWord);
  }
  return out;
}

void limit_alternatives(OcrPage& page) {
  std::vector<OcrWord*> doubtful;
  for (OcrWord& word : page.words) {
    const std::string_view said = slice(page.text, word.text);
    std::erase_if(word.alternatives,
                  [said](const OcrAlternative& one) { return one.text == said; });
    if (!word.alternatives.empty()) doubtful.push_back(&word);
  }
  std::ranges::stable_sort(doubtful, std::greater(),
                           [](const OcrWord* word) { return doubt_of(*word); });
  std::size_t bytes = 0;
  for (OcrWord* word : doubtful) {
    bytes += text::count_alternative_bytes(*word);
    if (bytes > text::kMaxAlternativeJsonBytes) word->alternatives.clear();
  }
}

}  // namespace codau::ocr
