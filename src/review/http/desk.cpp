#include "review/http/desk.h"

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
#include "pipeline/output/notes.h"
#include "review/queue/json.h"
#include "review/queue/queue.h"
#include "review/queue/wording.h"
#include "review/views/figures.h"
#include "review/views/views.h"

namespace codau::review {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostListed = 50;

/// In a list to choose from: nobody looks through more.
constexpr std::size_t kMostNamed = 500;

std::string rank_text(const Rank& rank) {
  return std::to_string(std::get<0>(rank)) + '|' + std::get<1>(rank) + '|' +
         std::to_string(std::get<2>(rank));
}

std::optional<Rank> rank_of(const std::string& text) {
  const std::size_t first = text.find('|'), last = text.rfind('|');
  if (first == std::string::npos || first == last) return std::nullopt;
  Rank out;
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
    const Message table = name_of(name.substr(0, dot), ""),
                  column = name_of(name.substr(0, dot), name.substr(dot + 1));
    out.push_back({{"key", name},
                   {"count", count},
                   {"label", json_of(name.ends_with('.') ? table : table + " › " + column)}});
  }
  return out;
}

/// What is told of an output that whoever reviews may not write to: nothing can be settled in it.
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

Desk::Desk(const fs::path& out, const pipeline::Home& home, std::string actor)
    : lexicon_(pipeline::lexicon_folders(home, out, {})),
      corrections_(out, lexicon_),
      lookout_(out, [this] { corrections_.let_go(); }),
      pen_(lookout_, corrections_, lexicon_, std::move(actor)),
      sample_(out) {
  lookout_.look_again();
  notes_ = pipeline::of_other_words(out, (*lookout_.read()).lexicon(), lexicon_);
  if (auto note = why_not_written(out)) notes_.push_back(std::move(*note));
}

template <class Tell>
auto Desk::seen(Tell tell) {
  const Lookout::Reading reading = lookout_.read();
  return tell(View{*reading, lookout_.queue(), lexicon_, lookout_.out()});
}

Answer Desk::queue(const Asked& asked) {
  lookout_.look_again();
  const Filter filter{at(asked, "doc"), at(asked, "reason"), at(asked, "field"),
                      at(asked, "organ")};
  const auto after = rank_of(at(asked, "after"));
  auto listed = lookout_.queue().list(filter, after, kMostListed);
  // At the beginning nothing has been looked at: a first page, and no more, is waited for.
  constexpr std::chrono::milliseconds kLook{20};
  constexpr int kForAll = 10, kForAny = 40;
  for (int i = 0; listed.size() < kMostListed && lookout_.unseen() > 0; ++i) {
    if (i >= (listed.empty() ? kForAny : kForAll)) break;
    lookout_.look_on(kLook);
    listed = lookout_.queue().list(filter, after, kMostListed);
  }
  Json items = Json::array();
  for (const Queue::Item& item : listed) {
    const Doubt& doubt = item.doubt;
    items.push_back({{"rank", rank_text(item.rank)},
                     {"doc_id", item.card.doc_id},
                     {"name", item.card.name},
                     {"table", doubt.table},
                     {"row_id", doubt.row_id},
                     {"field", doubt.field},
                     {"label", json_of(name_of(doubt.table, doubt.field))},
                     {"reasons", doubt.reasons}});
  }
  Json reasons = Json::array(), organs = Json::array(), documents = Json::array(),
       notes = Json::array();
  for (const Message& note : notes_) notes.push_back(json_of(note));
  for (const auto& [code, count] : lookout_.queue().by_reason()) {
    const std::array codes{code};
    Json one = reasons_json(codes).front();
    reasons.push_back({{"key", code}, {"count", count}, {"label", one.at("meaning")}});
  }
  for (const auto& [name, count] : lookout_.queue().by_organ()) {
    if (organs.size() >= kMostNamed) break;
    organs.push_back({{"key", name}, {"count", count}, {"label", json_of(both(name, name))}});
  }
  for (const auto& [card, count] :
       lookout_.queue().documents_named(at(asked, "name"), kMostNamed)) {
    documents.push_back(
        {{"key", card.doc_id}, {"count", count}, {"label", json_of(both(card.name, card.name))}});
  }
  return answer({{"items", std::move(items)},
                 {"waiting", lookout_.queue().count(filter)},
                 {"all", lookout_.queue().size()},
                 {"documents_waiting", lookout_.queue().documents()},
                 {"unseen", lookout_.unseen()},
                 {"rejects", rejects_in(lookout_.out()).size()},
                 {"actor", pen_.actor()},
                 {"notes", std::move(notes)},
                 {"reasons", std::move(reasons)},
                 {"fields", names_json(lookout_.queue().by_field())},
                 {"organs", std::move(organs)},
                 {"documents", std::move(documents)}});
}

Answer Desk::doubt(const Asked& asked) {
  return seen([&](const View& view) { return doubt_answer(view, asked); });
}

Answer Desk::tasks(const Asked& asked) {
  return seen([&](const View& view) { return tasks_answer(view, asked); });
}

Answer Desk::row(const Asked& asked) {
  return seen([&](const View& view) { return row_answer(view, asked); });
}

Answer Desk::page(const Asked& asked) {
  return seen([&](const View& view) { return page_answer(view, asked); });
}

Answer Desk::same(const Asked& asked) {
  return seen([&](const View& view) { return same_answer(view, asked); });
}

Answer Desk::rescans(const Asked&) {
  return seen([](const View& view) { return rescans_answer(view); });
}

std::optional<pipeline::ScanPart> Desk::scan(const Asked& asked) {
  return seen([&](const View& view) { return scan_part(view, asked); });
}

Answer Desk::statistics(const Asked& asked) {
  lookout_.look_again();
  const Lookout::Reading reading = lookout_.read();
  return statistics_answer(*reading, lookout_.queue(), lookout_.unseen(), sample_, asked);
}

Answer Desk::sample(const Asked&) { return sample_answer(sample_); }

Answer Desk::judge_sample(std::string_view body) {
  return review::judge_sample(sample_, body, pen_.actor(),
                              [this](const std::string& seed, std::size_t size) {
                                return draw_sample(*lookout_.read(), seed, size);
                              });
}

Answer Desk::act(std::string_view body) { return review::act(pen_, body); }

void Desk::wait_for_writers() const {
  const std::filesystem::path database = lookout_.out() / "codau.db";
  io::wait_until_unlocked(database.string() + ".lock", database);
}

bool Desk::look_on(std::chrono::milliseconds most) { return lookout_.look_on(most); }

}  // namespace codau::review
