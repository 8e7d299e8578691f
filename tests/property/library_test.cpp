// Laws of the library that other programs use: its interfaces for C and C++ say the same, which is
// what the room says.
#include <algorithm>
#include <codau/restore.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "generator.h"
#include "restore/api/change_log.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"
#include "restore/api/versioned_struct.h"
#include "text/unicode.h"

namespace codau {
namespace {

/// Everything that a result says, as one text; `piece` for piece what each interface has.
class Said {
 public:
  void line(std::initializer_list<std::string_view> texts, std::initializer_list<double> numbers) {
    for (const std::string_view text : texts) out_ += std::string(text) + '|';
    for (const double number : numbers) out_ += std::to_string(number) + '|';
    out_ += '\n';
  }
  [[nodiscard]] const std::string& text() const { return out_; }

 private:
  std::string out_;
};

double d(std::uint64_t number) { return static_cast<double>(number); }

std::string said_in_c(const codau_restorer* restorer, std::string_view text,
                      const codau_options& options) {
  codau_result* result = nullptr;
  codau_error error;
  if (codau_restore(restorer, text.data(), text.size(), &options, &result, &error) != CODAU_OK) {
    return error.message;
  }
  Said said;
  std::size_t size = 0, log_size = 0;
  const char* restored = codau_result_text(result, &size);
  const char* log = codau_result_log(result, &log_size);
  said.line({{restored, size}, {log, log_size}}, {});
  for (std::size_t i = 0; i < codau_result_changes(result); ++i) {
    const codau_change& c = *codau_result_change(result, i);
    said.line({{c.before, c.before_size}, {c.after, c.after_size}, c.rule, c.source, c.runner_up},
              {d(c.start), d(c.end), d(c.out_start), d(c.out_end), c.confidence});
  }
  for (std::size_t i = 0; i < codau_result_tokens(result); ++i) {
    const codau_token& t = *codau_result_token(result, i);
    said.line({{t.before, t.before_size}, {t.after, t.after_size}},
              {d(t.start), d(t.end), d(t.out_start), d(t.out_end), t.confidence, 1.0 * t.kind});
    for (std::size_t k = 0; k < t.alternatives; ++k) {
      const codau_alternative& a = *codau_result_alternative(result, i, k);
      said.line({{a.text, a.size}}, {a.confidence});
    }
  }
  for (std::size_t i = 0; i < codau_result_doubts(result); ++i) {
    const codau_doubt& doubt = *codau_result_doubt(result, i);
    said.line({doubt.runner_up},
              {d(doubt.out_start), d(doubt.out_end), doubt.confidence, 1.0 * doubt.is_author});
  }
  codau_result_free(result);
  return said.text();
}

std::string said_in_cpp(const library::Result& result) {
  Said said;
  said.line({result.text, result.log}, {});
  for (const library::Change& c : result.changes) {
    said.line({c.before, c.after, c.rule, c.source, c.runner_up},
              {d(c.start), d(c.end), d(c.out_start), d(c.out_end), c.confidence});
  }
  for (const library::Token& t : result.tokens) {
    said.line({t.before, t.after}, {d(t.start), d(t.end), d(t.out_start), d(t.out_end),
                                    t.confidence, 1.0 * static_cast<int>(t.kind)});
    for (const library::Alternative& a : t.alternatives) said.line({a.text}, {a.confidence});
  }
  for (const library::Doubt& doubt : result.doubts) {
    said.line({doubt.runner_up}, {d(doubt.out_start), d(doubt.out_end), doubt.confidence,
                                  doubt.is_author ? 1.0 : 0.0});
  }
  return said.text();
}

/// What the room makes of it.
std::string said_inside(const restore::Restorer& restorer, std::string_view text,
                        const restore::RestoreOptions& options) {
  std::string rest(text);
  library::Result all;
  restore::restore_stream(
      restorer, options,
      [&](char* buffer, std::size_t most) {
        const std::size_t got = rest.copy(buffer, most);
        rest.erase(0, got);
        return got;
      },
      [&](std::string_view input, const Restoration& window, std::uint64_t in, std::uint64_t out) {
        all.text += window.text;
        for (const Change& c : window.changes) {
          all.log += restore::to_jsonl(c, in, out) + '\n';
          all.changes.push_back({in + c.in.begin, in + c.in.end, out + c.out.begin, out + c.out.end,
                                 c.before, c.after, c.rule, c.source, c.runner_up, c.confidence});
        }
        for (const RestoredToken& t : window.tokens) {
          library::Token& token = all.tokens.emplace_back();
          token = {in + t.in.begin,
                   in + t.in.end,
                   out + t.out.begin,
                   out + t.out.end,
                   std::string(slice(input, t.in)),
                   std::string(slice(window.text, t.out)),
                   static_cast<library::TokenKind>(t.kind),
                   t.confidence,
                   {}};
          for (const Alternative& a : t.alternatives) {
            token.alternatives.push_back({a.text, a.confidence});
          }
        }
        for (const Doubt& doubt : window.doubts) {
          all.doubts.push_back({out + doubt.out.begin, out + doubt.out.end, doubt.runner_up,
                                doubt.confidence, doubt.is_author});
        }
      });
  return said_in_cpp(all);
}

class LibraryLaws : public testing::Laws {
 protected:
  LibraryLaws() { testing::write_toy_models(folder_.path()); }

  std::string passage() {
    std::string out = generate.chance(20) ? "\xEF\xBB\xBF" : "";
    for (std::size_t n = 1 + generate.below(4); n > 0; --n) {
      const std::string& known =
          testing::toy_sentences()[generate.below(testing::toy_sentences().size())];
      out += generate.bytes(2) + (generate.chance(50) ? known : text::strip_diacritics(known));
      out += generate.chance(50) ? "\r\n" : "\f";
    }
    return out;
  }

  /// Both interfaces and the room on `text`, in every mode, with and without all that can be
  /// listed.
  void expect_the_same(const std::string& models, const std::string& data,
                       const std::vector<std::string>& texts) {
    const restore::Restorer inside(models.c_str(), data.c_str());
    const library::Restorer in_cpp(models, data);
    codau_restorer* in_c = nullptr;
    ASSERT_EQ(codau_restorer_open(models.c_str(), data.c_str(), nullptr, 0, &in_c, nullptr),
              CODAU_OK);
    for (const std::string& text : texts) {
      for (const int mode : {CODAU_AUTO, CODAU_STRIPPED, CODAU_DAMAGED, CODAU_CLEAN}) {
        codau_options options = library::Options::defaults();
        options.mode = mode;
        options.list_tokens = options.write_log = 1;
        library::Options same;
        same.mode = static_cast<library::Mode>(mode);
        same.list_tokens = same.write_log = true;
        const library::Result result = in_cpp.restore(text, same);
        const std::string said = said_in_cpp(result);
        ASSERT_EQ(said_in_c(in_c, text, options), said);
        restore::RestoreOptions theirs;
        theirs.mode = static_cast<restore::RestoreMode>(mode);
        theirs.list_tokens = true;
        ASSERT_EQ(said_inside(inside, text, theirs), said);
        ASSERT_EQ(library::undo(result.text, result.log), text);
      }
    }
    codau_restorer_close(in_c);
  }

  testing::TempFolder folder_;
};

TEST_F(LibraryLaws, BothInterfacesSayWhatTheRoomSays) {
  std::vector<std::string> texts;
  for (int round = 0; round < 60; ++round) texts.push_back(passage());
  expect_the_same(folder_.path().string(), folder_.path().string(), texts);
}

TEST_F(LibraryLaws, BothInterfacesSayWhatTheRoomSaysOfSamples) {
  const std::string root = CODAU_ROOT;
  std::vector<std::string> texts{"\xEF\xBB\xBF Uy ban \xFF\xFE nhan dan\r\n\xED\xA0\x80 tinh"};
  std::ifstream file(root + "/data/samples/03-san-pham-dia-phuong.txt", std::ios::binary);
  texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  ASSERT_GT(texts.back().size(), 1000U);
  expect_the_same(root + "/models", root + "/data", texts);
}

TEST_F(LibraryLaws, PiecesOfAStreamAreTheWholeResult) {
  const library::Restorer restorer(folder_.path().string(), folder_.path().string());
  library::Options options;
  options.list_tokens = options.write_log = true;
  std::string text;
  for (std::size_t n = 2500 + generate.below(500); n > 0; --n) text += passage();
  std::string_view rest = text;
  library::Result all;
  std::size_t pieces = 0;
  restorer.restore_stream(
      [&](char* buffer, std::size_t most) {
        const std::size_t got = rest.copy(buffer, std::min(most, 1 + generate.below(99999)));
        rest.remove_prefix(got);
        return got;
      },
      [&](const library::Result& piece) {
        ++pieces;
        all.text += piece.text;
        all.log += piece.log;
        all.changes.insert(all.changes.end(), piece.changes.begin(), piece.changes.end());
        all.tokens.insert(all.tokens.end(), piece.tokens.begin(), piece.tokens.end());
        all.doubts.insert(all.doubts.end(), piece.doubts.begin(), piece.doubts.end());
      },
      options);
  EXPECT_EQ(said_in_cpp(all), said_in_cpp(restorer.restore(text, options)));
  EXPECT_GT(pieces, 1U);
}

TEST_F(LibraryLaws, WhatFunctionsOfTheCallerThrowComesOut) {
  const library::Restorer restorer(folder_.path().string(), folder_.path().string());
  const auto no_bytes = [](char*, std::size_t) -> std::size_t { throw std::string("read"); };
  EXPECT_THROW(restorer.restore_stream(no_bytes, [](const library::Result&) {}), std::string);
  bool given = false;
  const auto one_byte = [&](char* buffer, std::size_t) -> std::size_t {
    *buffer = 'a';
    return std::exchange(given, true) ? 0 : 1;
  };
  EXPECT_THROW(restorer.restore_stream(one_byte, [](const library::Result&) { throw 7; }), int);
}

TEST_F(LibraryLaws, FoldersAreNamedByLiteralsAndNoneHasANul) {
  try {
    const library::Restorer restorer("models", "data", {"lexicon"});
    ADD_FAILURE() << "there are no such folders";
  } catch (const library::Error& error) {
    EXPECT_EQ(error.status(), CODAU_BAD_MODEL);
  }
  const std::string good = folder_.path().string();
  const std::string cut = good + std::string(1, '\0') + "/other";
  const auto status_of = [](const auto&... folders) {
    try {
      const library::Restorer restorer(folders...);
      return 0;
    } catch (const library::Error& error) {
      return error.status();
    }
  };
  EXPECT_EQ(status_of(good, good), CODAU_OK);
  EXPECT_EQ(status_of(cut, good), CODAU_BAD_USE);
  EXPECT_EQ(status_of(good, cut), CODAU_BAD_USE);
  EXPECT_EQ(status_of(good, good, std::vector<std::string>{cut}), CODAU_BAD_USE);
}

/// restore/api/versioned_struct.h: a library whose struct is longer takes the shorter one of a
/// program from before, and the other way about.
TEST_F(LibraryLaws, StructsOfOtherVersionsAreTaken) {
  struct Longer {
    codau_options first;
    std::uint64_t more[3];
  };
  for (int round = 0; round < 50; ++round) {
    const Longer defaults{library::Options::defaults(), {7, 8, 9}};
    codau_options older = library::Options::defaults();
    older.mode = static_cast<int>(generate.below(4));
    const auto grown = restore::read_versioned_struct(&older, sizeof older, defaults);
    ASSERT_TRUE(grown.has_value());
    EXPECT_EQ(grown->first.mode, older.mode);
    EXPECT_TRUE(std::equal(std::begin(grown->more), std::end(grown->more), defaults.more));

    Longer newer{older, {0, 0, 0}};
    const std::size_t place = generate.below(6);
    if (place < 3) newer.more[place] = 1;
    const auto cut = restore::read_versioned_struct(&newer, sizeof newer, defaults.first);
    EXPECT_EQ(cut.has_value(), place >= 3);
    if (cut) {
      EXPECT_EQ(cut->mode, older.mode);
    }
  }
}

TEST_F(LibraryLaws, OneRestorerServesManyThreads) {
  const library::Restorer restorer(folder_.path().string(), folder_.path().string());
  std::vector<std::string> texts, alone;
  for (int i = 0; i < 24; ++i) {
    texts.push_back(passage());
    alone.push_back(said_in_cpp(restorer.restore(texts.back())));
  }
  std::vector<std::string> together(texts.size());
  std::vector<std::thread> threads;
  for (std::size_t k = 0; k < 4; ++k) {
    threads.emplace_back([&, k] {
      for (std::size_t i = k; i < texts.size(); i += 4) {
        together[i] = said_in_cpp(restorer.restore(texts[i]));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(together, alone);
}

}  // namespace
}  // namespace codau
