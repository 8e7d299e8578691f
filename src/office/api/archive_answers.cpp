#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/message.h"
#include "office/api/json.h"
#include "office/api/page_lines.h"
#include "office/api/param_reader.h"
#include "office/api/read_api.h"
#include "pipeline/inputs/rejects.h"
#include "pipeline/output/page_words_reader.h"
#include "store/lists/reject_list.h"
#include "store/search/search_index.h"

namespace codau::office {
namespace {

using store::SearchHit;

/// Returns the place of a byte of UTF-8 text in UTF-16 units, as browsers count.
std::size_t to_utf16_place(std::string_view text, std::size_t byte) {
  std::size_t out = 0;
  for (const char c : text.substr(0, byte)) {
    const auto unit = static_cast<unsigned char>(c);
    if ((unit & 0xC0U) == 0x80U) continue;  // a byte within a character
    out += unit >= 0xF0U ? 2 : 1;
  }
  return out;
}

/// Finds the boxes of marked words, as long as there is time. A document is read once for all of
/// its hits.
class BoxFinder {
 public:
  BoxFinder(const std::filesystem::path& out, const store::StoreReader& store)
      : out_(out), store_(store) {}

  /// Returns the boxes; nothing if the place on the scan is unknown, or if there is no time left.
  [[nodiscard]] std::optional<std::vector<UprightBox>> find(const SearchHit& hit) {
    constexpr std::chrono::milliseconds kMost{40};
    if (!hit.page || (hit.doc_id != doc_id_ && Clock::now() - begin_ > kMost)) return std::nullopt;
    if (!words_) words_.emplace(out_, store_);
    doc_id_ = hit.doc_id;
    const std::vector<exports::PlacedPage>& pages = words_->of(hit.doc_id);
    const auto page = std::ranges::find(pages, *hit.page, &exports::PlacedPage::number);
    if (page == pages.end()) return std::nullopt;
    const std::string text = read_page_text(store_, hit.doc_id, *hit.page, pages.front().number);
    auto boxes =
        find_marked_boxes(*page, find_page_lines(text, *page), hit.line, hit.text, hit.marks);
    return boxes.empty() ? std::nullopt : std::optional(std::move(boxes));
  }

 private:
  using Clock = std::chrono::steady_clock;
  const std::filesystem::path& out_;
  const store::StoreReader& store_;
  std::optional<pipeline::PageWordsReader> words_;
  std::string doc_id_;
  Clock::time_point begin_ = Clock::now();
};

Json make_hit_json(const SearchHit& hit, const std::string& number, BoxFinder& boxes) {
  Json marks = Json::array();
  for (const ByteRange& mark : hit.marks)
    marks.push_back({to_utf16_place(hit.text, mark.begin), to_utf16_place(hit.text, mark.end)});
  Json out{{"doc_id", hit.doc_id},      {"name", hit.source_name},   {"path", hit.source_path},
           {"number", or_null(number)}, {"page", or_null(hit.page)}, {"line", hit.line},
           {"text", hit.text},          {"marks", std::move(marks)}};
  if (auto found = boxes.find(hit)) out["boxes"] = *found;
  return out;
}

/// The last hit of a page, and the number of hits up to it.
struct HitPlace {
  std::int64_t count = 0;
  std::string doc_id;
  std::int64_t page = 0, line = 0;
};

std::optional<HitPlace> read_hit_place(ParamReader& reader, std::int64_t most) {
  const auto values = reader.after("search", 4);
  if (!values) return std::nullopt;
  const auto count = get_number(values->at(0)), page = get_number(values->at(2)),
             line = get_number(values->at(3));
  const auto doc_id = get_text(values->at(1));
  if (count && page && line && doc_id && *count >= 0 && *count <= most)
    return HitPlace{*count, *doc_id, *page, *line};
  reader.refuse_cursor();
  return std::nullopt;
}

/// Returns the index of the first hit after a place. Hits may have come before it in the meantime.
std::size_t find_begin(const std::vector<SearchHit>& hits, const HitPlace& place) {
  const auto last = std::ranges::find_if(hits, [&](const SearchHit& hit) {
    return hit.doc_id == place.doc_id && std::int64_t{hit.line} == place.line &&
           std::int64_t{hit.page.value_or(0)} == place.page;
  });
  const auto found = static_cast<std::size_t>(last - hits.begin());
  return last == hits.end() ? std::min(static_cast<std::size_t>(place.count), hits.size())
                            : found + 1;
}

}  // namespace

web::Response ReadApi::search(const store::StoreReader& store, const Params& asked) const {
  constexpr std::int64_t kMostHits = 1'000;
  constexpr std::size_t kSpare = 50;  // hits that may have come in the meantime
  ParamReader reader(asked);
  const std::string words = reader.text("q");
  const std::size_t limit = reader.limit();
  const auto after = read_hit_place(reader, kMostHits);
  if (reader.fault()) return *reader.fault();
  const store::SearchQuery query = store::parse_query(words);
  if (query.empty()) return make_json_response(make_list_json(Json::array(), {}, 0));
  const std::size_t wanted =
      limit + (after ? static_cast<std::size_t>(after->count) + kSpare : std::size_t{0});
  const store::SearchIndex index(store.connection());
  const store::SearchHits found = index.find(query, wanted);
  const std::size_t begin = after ? find_begin(found.hits, *after) : 0;
  const std::size_t end = std::min(begin + limit, found.hits.size());
  BoxFinder boxes(out_, store);
  std::map<std::string, std::string> numbers;
  Json items = Json::array();
  for (std::size_t i = begin; i < end; ++i) {
    const SearchHit& hit = found.hits[i];
    const auto [number, is_new] = numbers.try_emplace(hit.doc_id);
    if (is_new) number->second = store::find_document_number(store.connection(), hit.doc_id);
    items.push_back(make_hit_json(hit, number->second, boxes));
  }
  const bool has_more = end < found.hits.size() || found.has_more;
  std::string next;
  if (has_more && end > begin && static_cast<std::int64_t>(end) < kMostHits) {
    const SearchHit& last = found.hits[end - 1];
    next = encode_cursor("search", {static_cast<std::int64_t>(end), last.doc_id,
                                    std::int64_t{last.page.value_or(0)}, std::int64_t{last.line}});
  }
  return make_json_response(
      make_list_json(std::move(items), next, found.has_more ? Json() : Json(found.hits.size())));
}

web::Response ReadApi::changes(const store::StoreReader& store, const Params& asked) const {
  ParamReader reader(asked);
  const std::int64_t since = reader.number("since", 0, INT64_MAX).value_or(0);
  const std::size_t limit = reader.limit(200, 1'000);
  if (reader.fault()) return *reader.fault();
  Json items = Json::array();
  std::int64_t last = since;
  bool has_more = false;
  for (const store::DocumentChange& change :
       store.changes_since(since, static_cast<std::int64_t>(limit) + 1)) {
    has_more = items.size() == limit;
    if (has_more) break;
    last = change.seq;
    items.push_back({{"seq", change.seq}, {"doc_id", change.doc_id}, {"change", change.change}});
  }
  return make_json_response({{"items", std::move(items)},
                             {"seq", has_more ? last : std::max(since, store.seq())},
                             {"more", has_more},
                             {"begin_again", since != 0 && since < store.feed_start()}});
}

web::Response ReadApi::failures(const store::StoreReader& store, const Params& asked) const {
  ParamReader reader(asked);
  const std::size_t limit = reader.limit();
  const auto values = reader.after("failures", 2);
  std::optional<std::pair<std::string, std::int64_t>> after;
  if (values) {
    const auto file = get_text(values->front());
    const auto seq = get_number(values->back());
    if (!file || !seq) reader.refuse_cursor();
    after.emplace(file.value_or(""), seq.value_or(0));
  }
  if (reader.fault()) return *reader.fault();
  std::vector<store::StoredReject> found =
      store::list_rejects(store.connection(), after, limit + 1);
  std::string next;
  if (found.size() > limit) {
    found.pop_back();
    next = encode_cursor("failures", {found.back().file, found.back().seq});
  }
  std::vector<pipeline::Reject> rejects;
  for (const store::StoredReject& one : found)
    if (auto reject = pipeline::reject_from_json(one.json)) rejects.push_back(*std::move(reject));
  Json items = Json::array();
  const std::string lines = pipeline::to_jsonl(rejects);
  for (std::size_t begin = 0; begin < lines.size();) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    Json item = Json::parse(lines.substr(begin, end - begin), nullptr, false);
    const Json doc_id = item.value("doc_id", Json());
    const bool may_have_job = find_job_ && doc_id.is_string();
    item["job"] = or_null(may_have_job ? find_job_(doc_id.get<std::string>()) : std::string());
    items.push_back(std::move(item));
    begin = end + 1;
  }
  return make_json_response(
      make_list_json(std::move(items), next, store::count_rejects(store.connection())));
}

}  // namespace codau::office
