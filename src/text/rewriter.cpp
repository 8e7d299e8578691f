#include "text/rewriter.h"

#include <cstdint>
#include <limits>

#include "core/error.h"

namespace codau::text {

Rewriter::Rewriter(std::string_view input, std::string_view source)
    : input_(input), source_(source) {
  if (input.size() >= std::numeric_limits<std::int32_t>::max()) {
    throw Error(Cause::kTooLarge, "text is longer than 2 GiB");
  }
  out_.reserve(input.size() + input.size() / 8);
}

void Rewriter::keep(std::size_t end) {
  out_ += input_.substr(done_, end - done_);
  done_ = end;
}

void Rewriter::replace(std::size_t begin, std::size_t end, std::string_view after,
                       std::string_view rule, double confidence) {
  keep(begin);
  const std::string_view before = input_.substr(begin, end - begin);
  if (before == after) return keep(end);
  Change c;
  c.in = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  c.out = {static_cast<std::uint32_t>(out_.size()),
           static_cast<std::uint32_t>(out_.size() + after.size())};
  c.before = before;
  c.after = after;
  c.rule = rule;
  c.source = source_;
  c.confidence = confidence;
  changes_.push_back(std::move(c));
  out_ += after;
  done_ = end;
}

RewrittenText Rewriter::finish() && {
  keep(input_.size());
  return {std::move(out_), std::move(changes_)};
}

}  // namespace codau::text
