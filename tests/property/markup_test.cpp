// Laws of markup/read.h, markup/splice.h and markup/escaping.h, on files of every form that
// somebody has cut, doubled and overwritten.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "../support/seeded.h"
#include "core/error.h"
#include "markup/escaping.h"
#include "markup/read.h"
#include "markup/splice.h"

namespace codau::markup {
namespace {

struct Sample {
  MarkupFormat format;
  const char* file;
};

constexpr std::array kSamples{
    Sample{MarkupFormat::kAlto,
           "<alto><Page><TextBlock><TextLine><String CONTENT=\"Uy\" WC=\".5\"/><SP/><String ID='a' "
           "CONTENT='A&amp;b'/><HYP CONTENT='-'/></TextLine><TextLine><String "
           "CONTENT=\"nhan\"/></TextLine>"
           "</TextBlock></Page></alto>"},
    Sample{
        MarkupFormat::kHocr,
        "<html><div class='ocr_page'><span class='ocr_line'><span class='ocrx_word' title='x_wconf "
        "9'>U<b>y</b></span> <span class='ocrx_word'>ba&#110;</span></span></div></html>"},
    Sample{
        MarkupFormat::kPage,
        "<PcGts><TextRegion><TextLine><Word><TextEquiv conf='1'><Unicode>Uy</Unicode></TextEquiv>"
        "</Word><TextEquiv><Unicode>Uy</Unicode></TextEquiv></TextLine><TextLine><TextEquiv>"
        "<Unicode>nhan dan-\nxa</Unicode></TextEquiv><TextEquiv "
        "index='1'><Unicode>x</Unicode></TextEquiv></TextLine></TextRegion></PcGts>"},
    Sample{
        MarkupFormat::kMarkdown,
        "# Ke hoach\n\n- **Uy** `ban` `a\nb` [dan](http://a.vn)\n\n| a | b |\n|---|---|\n| x\\_y | "
        "$z$ |\n\n```\ncode\n```\n<td>nhan</td>\n"},
    Sample{MarkupFormat::kJson,
           "[{\"text\": \"Uy b\\u00e1n\\nnhan\", \"box\": [1, 2]}, [[0, 1], [\"dan\", 0.5]]]"}};

class Damager {
 public:
  explicit Damager(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }

  std::string damaged(std::string file) {
    for (std::size_t n = below(4); n > 0; --n) {
      const std::size_t at = below(file.size() + 1), size = below(12);
      const std::string part = file.substr(at, size);
      switch (below(4)) {
        case 0:
          file.erase(at, size);
          break;
        case 1:
          file.insert(at, part + part);
          break;
        case 2:
          file.insert(at, random_bytes());
          break;
        default:
          file.resize(at);
      }
      if (file.empty()) break;
    }
    return file;
  }

  /// Changes of a text as a restorer might make them, and some that it never makes.
  std::vector<Change> changes(const std::string& text) {
    constexpr std::array<std::string_view, 7> kAfter{"Ủy", "",         "a b", "&<\"'\\",
                                                     "đ",  "kế hoạch", "xyz"};
    std::vector<Change> out;
    for (std::size_t at = below(6); at < text.size(); at += 1 + below(9)) {
      const std::size_t end = std::min(at + below(7), text.size());
      Change change;
      change.in = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      change.before = text.substr(at, end - at);
      change.after = kAfter.at(below(kAfter.size()));
      out.push_back(change);
      at = end;
    }
    return out;
  }

 private:
  std::string random_bytes() {
    constexpr std::string_view kBytes = "<>&;'\"\\/[]{}|*`$_#\n \t\xC3\xA1\xFF";
    std::string out;
    for (std::size_t n = below(5); n > 0; --n) out += kBytes[below(kBytes.size())];
    return out;
  }

  std::mt19937 random_;
};

std::string undone(const SpliceResult& spliced) {
  std::string out;
  std::size_t at = 0;
  for (const ElementChange& one : spliced.changes) {
    out += spliced.bytes.substr(at, one.change.out.begin - at);
    EXPECT_EQ(slice(spliced.bytes, one.change.out), one.change.after);
    EXPECT_EQ(out.size(), one.change.in.begin);
    out += one.change.before;
    at = one.change.out.end;
  }
  return out + spliced.bytes.substr(at);
}

void expect_sound(const MarkupChunk& chunk) {
  std::uint32_t text = 0, source = 0;
  for (const TextRun& run : chunk.runs) {
    EXPECT_GE(run.text.begin, text);
    EXPECT_GE(run.source.begin, source);
    EXPECT_EQ(unescape(slice(chunk.bytes, run.source), run.escaping), slice(chunk.text, run.text));
    text = run.text.end;
    source = run.source.end;
  }
  EXPECT_LE(source, chunk.bytes.size());
}

TEST(MarkupLaws, PassagesTileTheFileAndWhatIsChangedComesBack) {  // markup/read.h, markup/splice.h
  const unsigned seed = testing::seed();
  Damager damager(seed);
  int read_whole = 0;
  for (int round = 0; round < 3000; ++round) {
    const Sample& sample = kSamples.at(damager.below(kSamples.size()));
    const std::string file = damager.damaged(sample.file);
    std::size_t at = 0;
    std::string bytes;
    const std::size_t most = 1 + damager.below(40);
    const MarkupInput input{"file", [&](char* buffer, std::size_t size) {
                              const std::size_t n = std::min({size, file.size() - at, most});
                              file.copy(buffer, n, at);
                              at += n;
                              return n;
                            }};
    try {
      read(sample.format, input, [&](const MarkupChunk& chunk) {
        EXPECT_EQ(chunk.begin, bytes.size());
        bytes += chunk.bytes;
        expect_sound(chunk);
        EXPECT_EQ(splice(chunk, {}).bytes, chunk.bytes);
        EXPECT_EQ(undone(splice(chunk, damager.changes(chunk.text))), chunk.bytes);
      });
      EXPECT_EQ(bytes, file);
      ++read_whole;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kInput);
      EXPECT_EQ(bytes, file.substr(0, bytes.size()));
    }
    if (HasFailure()) {
      std::cerr << "replay with CODAU_SEED=" << seed << ": " << file << '\n';
      return;
    }
  }
  EXPECT_GT(read_whole, 1000);
}

TEST(MarkupLaws, WhatIsWrittenIsRead) {  // markup/escaping.h
  for (const Escaping escaping : {Escaping::kPlain, Escaping::kXmlText, Escaping::kXmlDouble,
                                  Escaping::kXmlSingle, Escaping::kJson, Escaping::kJsonAscii}) {
    for (const char* text : {"", "a", "Ủy ban", "&amp;<>\"'\\u0041", "\xF0\x9F\x98\x80 đ"}) {
      EXPECT_EQ(unescape(escape(text, escaping), escaping), text);
    }
  }
}

}  // namespace
}  // namespace codau::markup
