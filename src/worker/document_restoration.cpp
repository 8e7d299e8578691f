#include "worker/document_restoration.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "core/changes.h"
#include "restore/api/change_log.h"
#include "restore/api/stream.h"
#include "text/normalise.h"
#include "text/text_document.h"
#include "worker/restoration_codec.h"

namespace codau::worker {
namespace {

/// Maximum bytes of a window. A smaller document is restored as a whole, with the evidence of all
/// its pages.
constexpr std::uint32_t kWindow = 256U << 10U;

ByteRange shifted(ByteRange range, std::size_t by) {
  const auto offset = static_cast<std::uint32_t>(by);
  return {range.begin + offset, range.end + offset};
}

// Appends `window`, which starts at `offset` of the whole text, to `whole`.
void append(Restoration& whole, Restoration window, std::size_t offset) {
  const std::size_t out = whole.text.size();
  for (Change& change : window.changes) {
    change.in = shifted(change.in, offset);
    change.out = shifted(change.out, out);
    whole.changes.push_back(std::move(change));
  }
  for (Doubt& doubt : window.doubts) {
    doubt.out = shifted(doubt.out, out);
    whole.doubts.push_back(std::move(doubt));
  }
  whole.text += window.text;
}

// Returns windows of consecutive pages, up to kWindow bytes or one page. Pages are separated by
// form feeds.
std::vector<ByteRange> windows(const TextDocument& document) {
  std::vector<ByteRange> windows;
  for (const TextPage& page : document.pages) {
    if (windows.empty() || page.text.end - windows.back().begin > kWindow) {
      if (!windows.empty()) windows.back().end = page.text.begin;
      windows.push_back(page.text);
    }
    windows.back().end = page.text.end;
  }
  return windows;
}

std::vector<restore::WordEvidence> evidence(const TextDocument& document, ByteRange window) {
  std::vector<restore::WordEvidence> found;
  for (std::size_t i = 0; i < document.words.size(); ++i) {
    const ByteRange word = document.words[i];
    if (word.begin < window.begin || word.end > window.end) continue;
    const ScannedWord print = document.scanned_word(i);
    const std::uint32_t begin = word.begin - window.begin;
    restore::WordEvidence& added = found.emplace_back(
        restore::WordEvidence{{begin, word.end - window.begin}, print.confidence});
    if (print.gap) added.gap = begin + print.gap->at;
  }
  return found;
}

Restoration restore_pages(const restore::Restorer& restorer, const TextDocument& document) {
  Restoration whole;
  for (const ByteRange window : windows(document)) {
    append(whole, restorer.restore(slice(document.text, window), {}, evidence(document, window)),
           window.begin);
  }
  return whole;
}

Restoration restore_plain(const restore::Restorer& restorer, std::string_view text) {
  Restoration whole;
  std::string_view rest = text;
  const auto read = [&](char* buffer, std::size_t size) {
    const std::size_t count = rest.copy(buffer, size);
    rest.remove_prefix(count);
    return count;
  };
  const auto take = [&](std::string_view, const Restoration& window, std::uint64_t offset,
                        std::uint64_t) { append(whole, window, offset); };
  restore::restore_stream(restorer, {}, read, take);
  return whole;
}

}  // namespace

UnrestoredDocument make_document_from_pages(const std::vector<OcrPage>& pages) {
  UnrestoredDocument read;
  read.text = text::to_text_document(pages);
  return read;
}

UnrestoredDocument make_document_from_text(std::string bytes) {
  text::NormalisedText decoded = text::decode_text_file(bytes);
  UnrestoredDocument read{text::parse_plain_text(decoded.text), {}, {}};
  if (!decoded.changes.empty())
    read.decoded = DecodedText{std::move(bytes), std::move(decoded.changes)};
  if (decoded.is_encoding_unsure) read.flags.emplace_back("ENCODING_UNSURE");
  if (decoded.had_nul) read.flags.emplace_back("CTRL_CHAR");
  return read;
}

RestorationResult restore(const restore::Restorer& restorer, UnrestoredDocument read,
                          std::string_view kept) {
  RestorationResult out;
  std::optional<Restoration> restored = decode_restoration(kept, read.text.text);
  if (!restored) {
    const bool plain = std::any_of(read.text.pages.begin(), read.text.pages.end(),
                                   [](const TextPage& page) { return page.number == 0; });
    restored = plain ? restore_plain(restorer, read.text.text) : restore_pages(restorer, read.text);
    round_restoration(*restored);
    restored->text.shrink_to_fit();
    restored->changes.shrink_to_fit();
    out.kept = encode_restoration(*restored);
  }
  out.decoded = std::move(read.decoded);
  if (out.decoded) {
    DecodedText& all = *out.decoded;
    all.changes = compose(all.changes, restored->changes, all.found, restored->text);
  }
  out.document = text::apply_restoration(std::move(read.text), std::move(*restored));
  return out;
}

DocumentText extract_document_text(const RestorationResult& text, ByteRange of) {
  const std::string& after = text.document.after.text;
  const std::vector<Change>& all = text.changes();
  const bool is_last = of.end == after.size();
  const auto from = [&](std::uint32_t byte) {
    return std::ranges::partition_point(all,
                                        [&](const Change& one) { return one.out.begin < byte; });
  };
  const auto first = from(of.begin), last = is_last ? all.end() : from(of.end);
  // between two changes, both texts have equal lengths
  const auto found_at = [&](auto next, std::uint32_t byte) {
    if (next == all.begin()) return byte;
    const Change& before = *std::prev(next);
    return before.in.end + (byte - before.out.end);
  };
  const std::uint32_t in = found_at(first, of.begin);
  const auto found_end =
      is_last ? static_cast<std::uint32_t>(text.found().size()) : found_at(last, of.end);
  DocumentText out{slice(text.found(), {in, found_end}), slice(after, of), {first, last}};
  for (Change& change : out.changes) {
    change.in = {change.in.begin - in, change.in.end - in};
    change.out = {change.out.begin - of.begin, change.out.end - of.begin};
  }
  if (out.text.ends_with('\f') && out.found.ends_with('\f')) {
    out.text.remove_suffix(1);
    out.found.remove_suffix(1);
  }
  return out;
}

void write_changes(const std::vector<Change>& changes, io::FileSink& out) {
  for (const Change& change : changes) out.write(restore::to_jsonl(change, 0, 0) + '\n');
}

}  // namespace codau::worker
