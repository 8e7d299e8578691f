#include "review/service/review_service.h"

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "core/message.h"
#include "io/file_lock.h"
#include "pipeline/jobs/remake_file.h"
#include "pipeline/output/notes.h"
#include "review/queue/json.h"
#include "review/queue/review_queue.h"
#include "review/queue/typed_values.h"
#include "review/views/statistics_endpoints.h"
#include "review/views/views.h"

namespace codau::review {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostListed = 50;

/// Longest list to choose from.
constexpr std::size_t kMostNamed = 500;

std::string rank_text(const QueueRank& rank) {
  return std::to_string(std::get<0>(rank)) + '|' + std::get<1>(rank) + '|' +
         std::to_string(std::get<2>(rank));
}

std::optional<QueueRank> rank_of(const std::string& text) {
  const std::size_t first = text.find('|'), last = text.rfind('|');
  if (first == std::string::npos || first == last) return std::nullopt;
  QueueRank out;
  std::get<1>(out) = text.substr(first + 1, last - first - 1);
  const auto read = [&](std::size_t from, std::size_t to, auto& into) {
    return std::from_chars(text.data() + from, text.data() + to, into).ec == std::errc();
  };
  if (!read(0, first, std::get<0>(out)) || !read(last + 1, text.size(), std::get<2>(out)))
    return std::nullopt;
  return out;
}

Json names_json(const std::map<std::string, std::size_t, std::less<>>& counts) {
  Json out = Json::array();
  for (const auto& [name, count] : counts) {
    const std::size_t dot = name.find('.');
    const Message table = make_column_label(name.substr(0, dot), ""),
                  column = make_column_label(name.substr(0, dot), name.substr(dot + 1));
    out.push_back(
        {{"key", name},
         {"count", count},
         {"label", make_message_json(name.ends_with('.') ? table : table + " › " + column)}});
  }
  return out;
}

/// Returns a message if the reviewer may not write to the output, so that no action can be saved.
std::optional<Message> why_not_written(const fs::path& out) {
  const fs::path store = out / "codau.db";
  if (::access(out.c_str(), W_OK) == 0 && ::access(store.c_str(), W_OK) == 0) return std::nullopt;
  struct stat status {};
  const passwd* const owner =
      ::stat(store.c_str(), &status) == 0 ? ::getpwuid(status.st_uid) : nullptr;
  const std::string name = owner == nullptr ? "?" : owner->pw_name;
  return both("không ghi được vào " + out.string() + " (của người dùng " + name +
                  "): chỉ xem được, mọi thao tác sẽ không lưu được; hãy chạy codau review bằng "
                  "người dùng đó, hoặc đổi quyền của thư mục",
              "cannot write to " + out.string() + " (of the user " + name +
                  "): it can be looked at, but nothing can be saved; run codau review as that "
                  "user, or change the permissions of the folder");
}

}  // namespace

ReviewService::ReviewService(const fs::path& out, const pipeline::InstallationHome& home,
                             std::string actor, const fs::path& worker)
    : lexicon_(pipeline::list_lexicon_folders(home, out, {})),
      scans_(worker.empty() ? std::nullopt
                            : std::optional<pipeline::ScanRenderer>(std::in_place, out, worker)),
      corrections_(
          out, lexicon_, scans_ ? &*scans_ : nullptr,
          worker.empty() ? pipeline::RemakeFile{} : pipeline::make_file_remaker(home, out, worker)),
      refresher_(out, [this] { corrections_.close_store(); }),
      session_(refresher_, corrections_, lexicon_, std::move(actor)),
      sample_(out) {
  refresher_.refresh_documents();
  notes_ = pipeline::describe_other_lexicon(out, (*refresher_.open_snapshot()).lexicon(), lexicon_);
  if (auto note = why_not_written(out)) notes_.push_back(std::move(*note));
}

template <class Tell>
auto ReviewService::seen(Tell tell) {
  const QueueRefresher::Snapshot reading = refresher_.open_snapshot();
  return tell(ViewContext{*reading, refresher_.queue(), lexicon_, refresher_.out(),
                          scans_ ? &*scans_ : nullptr});
}

JsonResponse ReviewService::queue(const RequestParams& asked) {
  refresher_.refresh_documents();
  const QueueFilter filter{at(asked, "doc"), at(asked, "reason"), at(asked, "field"),
                           at(asked, "organ")};
  const auto after = rank_of(at(asked, "after"));
  auto listed = refresher_.queue().list(filter, after, kMostListed);
  // At the beginning all documents are unseen. Only the first page of the queue is waited for.
  constexpr std::chrono::milliseconds kLook{20};
  constexpr int kForAll = 10, kForAny = 40;
  for (int i = 0; listed.size() < kMostListed && refresher_.unseen() > 0; ++i) {
    if (i >= (listed.empty() ? kForAny : kForAll)) break;
    refresher_.refresh_for(kLook);
    listed = refresher_.queue().list(filter, after, kMostListed);
  }
  Json items = Json::array();
  for (const ReviewQueue::Item& item : listed) {
    const ReviewDoubt& doubt = item.doubt;
    items.push_back({{"rank", rank_text(item.rank)},
                     {"doc_id", item.card.doc_id},
                     {"name", item.card.name},
                     {"table", doubt.table},
                     {"row_id", doubt.row_id},
                     {"field", doubt.field},
                     {"label", make_message_json(make_column_label(doubt.table, doubt.field))},
                     {"reasons", doubt.reasons}});
  }
  Json reasons = Json::array(), organs = Json::array(), documents = Json::array(),
       notes = Json::array();
  for (const Message& note : notes_) notes.push_back(make_message_json(note));
  for (const auto& [code, count] : refresher_.queue().count_by_reason()) {
    const std::array codes{code};
    Json one = make_reasons_json(codes).front();
    reasons.push_back({{"key", code}, {"count", count}, {"label", one.at("meaning")}});
  }
  for (const auto& [name, count] : refresher_.queue().count_by_organ()) {
    if (organs.size() >= kMostNamed) break;
    organs.push_back(
        {{"key", name}, {"count", count}, {"label", make_message_json(both(name, name))}});
  }
  for (const auto& [card, count] :
       refresher_.queue().find_documents_named(at(asked, "name"), kMostNamed)) {
    documents.push_back({{"key", card.doc_id},
                         {"count", count},
                         {"label", make_message_json(both(card.name, card.name))}});
  }
  return make_response({{"items", std::move(items)},
                        {"waiting", refresher_.queue().count(filter)},
                        {"all", refresher_.queue().size()},
                        {"documents_waiting", refresher_.queue().documents()},
                        {"unseen", refresher_.unseen()},
                        {"rejects", read_rejects(refresher_.out()).size()},
                        {"actor", session_.actor()},
                        {"notes", std::move(notes)},
                        {"reasons", std::move(reasons)},
                        {"fields", names_json(refresher_.queue().count_by_field())},
                        {"organs", std::move(organs)},
                        {"documents", std::move(documents)}});
}

void ReviewService::read(const std::function<void(const store::StoreReader&)>& take) {
  take(*refresher_.open_snapshot());
}

JsonResponse ReviewService::doubt(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return answer_doubt(view, asked); });
}

JsonResponse ReviewService::tasks(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return answer_tasks(view, asked); });
}

JsonResponse ReviewService::row(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return answer_row(view, asked); });
}

JsonResponse ReviewService::page(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return answer_page(view, asked); });
}

JsonResponse ReviewService::same(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return answer_same(view, asked); });
}

JsonResponse ReviewService::rescans(const RequestParams&) {
  return seen([](const ViewContext& view) { return answer_rescans(view); });
}

std::optional<pipeline::ScanPart> ReviewService::scan(const RequestParams& asked) {
  return seen([&](const ViewContext& view) { return find_scan_part(view, asked); });
}

JsonResponse ReviewService::statistics(const RequestParams& asked) {
  refresher_.refresh_documents();
  const QueueRefresher::Snapshot reading = refresher_.open_snapshot();
  return answer_statistics(*reading, refresher_.queue(), refresher_.unseen(), sample_, asked);
}

JsonResponse ReviewService::sample(const RequestParams&) { return answer_sample(sample_); }

JsonResponse ReviewService::judge_sample_item(std::string_view body) {
  return review::answer_sample_verdict(
      sample_, body, session_.actor(), [this](const std::string& seed, std::size_t size) {
        return draw_sample(*refresher_.open_snapshot(), seed, size);
      });
}

JsonResponse ReviewService::act(std::string_view body) { return review::act(session_, body); }

JsonResponse ReviewService::correct(std::string_view body) {
  return review::correct(session_, body);
}

JsonResponse ReviewService::correct_line(std::string_view doc_id, std::string_view body) {
  return review::correct_line(session_, doc_id, body);
}

void ReviewService::wait_for_writers() const {
  const std::filesystem::path database = refresher_.out() / "codau.db";
  io::wait_until_unlocked(database.string() + ".lock", database);
}

bool ReviewService::refresh_queue(std::chrono::milliseconds most) {
  constexpr std::chrono::seconds kListInterval{1};
  const auto now = std::chrono::steady_clock::now();
  if (now - listed_ >= kListInterval) {
    refresher_.refresh_documents();
    listed_ = now;
  }
  return refresher_.refresh_for(most);
}

}  // namespace codau::review
