// Files of other programs: what is text in them, and how changes go back into them.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/error.h"
#include "markup/escaping.h"
#include "markup/read.h"
#include "markup/splice.h"

namespace codau::markup {
namespace {

std::vector<MarkupChunk> chunks(MarkupFormat format, const std::string& file) {
  std::vector<MarkupChunk> out;
  std::size_t at = 0;
  const MarkupInput input{"file", [&](char* buffer, std::size_t size) {
                            const std::size_t n = std::min(size, file.size() - at);
                            file.copy(buffer, n, at);
                            at += n;
                            return n;
                          }};
  read(format, input, [&](const MarkupChunk& chunk) { out.push_back(chunk); });
  return out;
}

MarkupChunk chunk(MarkupFormat format, const std::string& file) {
  const std::vector<MarkupChunk> all = chunks(format, file);
  return all.size() == 1 ? all.front() : MarkupChunk{};
}

std::string text_of(MarkupFormat format, const std::string& file) {
  return chunk(format, file).text;
}

/// The file with all `before` of its text as `after`, in one change each.
SpliceResult changed(MarkupFormat format, const std::string& file, const std::string& before,
                     const std::string& after) {
  const MarkupChunk one = chunk(format, file);
  std::vector<Change> changes;
  for (std::size_t at = 0; (at = one.text.find(before, at)) != one.text.npos; at += before.size()) {
    Change change;
    change.in = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + before.size())};
    change.before = before;
    change.after = after;
    changes.push_back(change);
  }
  return splice(one, changes);
}

std::string alto(const std::string& strings) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><alto "
         "xmlns=\"http://www.loc.gov/standards/alto/"
         "ns-v4#\"><Layout><Page><PrintSpace><TextBlock ID=\"b\"><TextLine>" +
         strings + "</TextLine></TextBlock></PrintSpace></Page></Layout></alto>";
}

TEST(Alto, WordsAreStringsAndKeepTheirElements) {
  const std::string file = alto(
      "<String ID=\"s1\" CONTENT=\"Uy\" WC='0.5'/><SP/>"
      "<String CONTENT='ban' ID='s2'/>");
  const MarkupChunk one = chunk(MarkupFormat::kAlto, file);
  EXPECT_EQ(one.text, "Uy ban");
  ASSERT_EQ(one.runs.size(), 2U);
  EXPECT_EQ(one.runs[0].element, "s1");
  EXPECT_EQ(one.runs[0].confidence, 0.5);
  EXPECT_EQ(one.runs[1].element, "s2");
  const SpliceResult out = changed(MarkupFormat::kAlto, file, "Uy", "Ủy");
  EXPECT_NE(out.bytes.find("CONTENT=\"Ủy\" WC='0.5'"), std::string::npos);
  ASSERT_EQ(out.changes.size(), 1U);
  EXPECT_EQ(out.changes[0].element, "s1");
  EXPECT_EQ(out.changes[0].change.before, "Uy");
}

TEST(Alto, EscapesAreReadAndWritten) {
  const std::string file = alto("<String CONTENT=\"A&amp;&#225;\"/><SP/><String CONTENT='x'/>");
  EXPECT_EQ(text_of(MarkupFormat::kAlto, file), "A&á x");
  EXPECT_NE(changed(MarkupFormat::kAlto, file, "A&á", "A<\"á").bytes.find("\"A&lt;&quot;&#225;\""),
            std::string::npos);
  EXPECT_NE(changed(MarkupFormat::kAlto, file, "x", "'").bytes.find("CONTENT='&apos;'"),
            std::string::npos);
}

TEST(Alto, PartsOfADividedWordStay) {
  const std::string file =
      alto("<String CONTENT=\"ke\" SUBS_TYPE=\"HypPart1\"/><HYP CONTENT=\"-\"/>");
  const SpliceResult out = changed(MarkupFormat::kAlto, file, "ke", "kế");
  EXPECT_EQ(out.bytes, file);
  EXPECT_EQ(out.unapplied, 1U);
}

TEST(Alto, AHyphenBreaksAWordWhateverItsPartsSay) {
  const std::string file = alto(
      "<String CONTENT=\"ke\"/><HYP CONTENT=\"-\"/></TextLine><TextLine>"
      "<String CONTENT=\"ke\"/><SP/><String CONTENT=\"ho\"/>");
  EXPECT_EQ(changed(MarkupFormat::kAlto, file, "ke", "kế").bytes, file);
  EXPECT_EQ(changed(MarkupFormat::kAlto, file, "ke", "kế").unapplied, 2U);
  EXPECT_NE(changed(MarkupFormat::kAlto, file, "ho", "hồ").bytes, file);
}

TEST(Alto, WordsOfTwoElementsAreNotJoinedNorParted) {
  const std::string file = alto("<String CONTENT=\"th\"/><SP/><String CONTENT=\"ang\"/>");
  EXPECT_EQ(changed(MarkupFormat::kAlto, file, "th ang", "tháng").unapplied, 1U);
  EXPECT_EQ(changed(MarkupFormat::kAlto, file, "ang", "a ng").unapplied, 1U);
  EXPECT_NE(changed(MarkupFormat::kAlto, file, "th ang", "thứ áng").bytes.find("CONTENT=\"áng\""),
            std::string::npos);
}

constexpr const char* kHocr =
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://x.invalid/a.dtd\">\n"
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Uy</title></head><body>\n"
    "<div class='ocr_page'><p class='ocr_par'><span class='ocr_line'>\n"
    "<span class='ocrx_word' id='w1' title='bbox 1 2 3 4; x_wconf 91'><strong>Uy</strong></span>\n"
    "<span class='ocrx_word' id='w2'>b<em>an</em></span></span>\n"
    "<span class='ocr_line'><span class='ocrx_word'>a&nbsp;b<!-- Uy --></span></span></p></div>\n"
    "</body></html>\n";

TEST(Hocr, TextIsInElementsOfItsClassesAlone) {
  const MarkupChunk one = chunk(MarkupFormat::kHocr, kHocr);
  EXPECT_EQ(one.text, "Uy ban\na b");
  EXPECT_EQ(one.runs[0].element, "w1");
  EXPECT_EQ(one.runs[0].confidence, 0.91);
  const SpliceResult out = changed(MarkupFormat::kHocr, kHocr, "Uy", "Ủy");
  EXPECT_NE(out.bytes.find("<strong>Ủy</strong>"), std::string::npos);
  EXPECT_NE(out.bytes.find("<title>Uy</title>"), std::string::npos);
  EXPECT_NE(out.bytes.find("<!-- Uy -->"), std::string::npos);
}

TEST(Hocr, AWordInPartsIsChangedLetterByLetter) {
  EXPECT_NE(changed(MarkupFormat::kHocr, kHocr, "ban", "bàn").bytes.find("b<em>àn</em>"),
            std::string::npos);
  EXPECT_EQ(changed(MarkupFormat::kHocr, kHocr, "ban", "bang").unapplied, 1U);
}

TEST(Hocr, LettersWithBoxesAreOneWord) {
  const std::string file =
      "<html><span class='ocr_line'><span class='ocrx_word' id='w'>\n<span "
      "class='ocrx_cinfo'>U</span>\n"
      "<span class='ocrx_cinfo'>y</span>\n</span> <span class='ocrx_word'>b</span></span></html>";
  EXPECT_EQ(text_of(MarkupFormat::kHocr, file), "Uy b");
  EXPECT_NE(changed(MarkupFormat::kHocr, file, "Uy", "Ủy")
                .bytes.find(">Ủ</span>\n<span class='ocrx_cinfo'>y<"),
            std::string::npos);
}

TEST(Hocr, CellsStandApart) {
  EXPECT_EQ(text_of(MarkupFormat::kHocr,
                    "<html><table class='ocr_table'><tr><td>a</td><td>b</td></tr></table></html>"),
            "a\tb");
}

TEST(Hocr, WhatIsNotChangedKeepsItsEscapes) {
  const std::string head = "<html><span class='ocr_line'>", tail = "</span></html>";
  EXPECT_EQ(
      changed(MarkupFormat::kHocr, head + "ly]]&gt;quan&#160;x&quot;" + tail, "ly", "lý").bytes,
      head + "lý]]&gt;quan&#160;x&quot;" + tail);
  EXPECT_EQ(
      changed(MarkupFormat::kHocr, head + "ly]]&gt;quan" + tail, "ly]]>quan", "lý]]>quán").bytes,
      head + "lý]]&gt;quán" + tail);
}

TEST(Hocr, AWordOfTheFileMayLieAcrossWhatIsReadAtOnce) {
  const std::string head = "<html><div class='ocr_page'><span class='ocr_line'>";
  std::string file = head + std::string(65535 - head.size(), ' ') + "Uy ban</span></div></html>";
  EXPECT_EQ(text_of(MarkupFormat::kHocr, file), "Uy ban");
}

std::string page(const std::string& line) {
  return "<PcGts><Page><TextRegion id='r'><TextLine id='l'>" + line +
         "</TextLine><TextEquiv><Unicode>Uy ban</Unicode></TextEquiv></TextRegion></Page></PcGts>";
}
std::string equivalent(const std::string& text, const std::string& attributes = "") {
  return "<TextEquiv " + attributes + "><Unicode>" + text + "</Unicode></TextEquiv>";
}

TEST(Hocr, PartsOfAWordThatIsBrokenOverLinesStay) {
  const auto lines = [](const std::string& first, const std::string& second) {
    return "<html><p class='ocr_par'><span class='ocr_line'><span class='ocrx_word'>" + first +
           "</span></span>\n<span class='ocr_line'><span class='ocrx_word'>" + second +
           "</span> <span class='ocrx_word'>xa</span></span></p></html>";
  };
  const auto fixed = [](const std::string& file) {
    std::string out;
    for (const TextRun& run : chunk(MarkupFormat::kHocr, file).runs)
      out += run.is_frozen ? 'x' : '.';
    return out;
  };
  EXPECT_EQ(fixed(lines("tech-", "nology")), "xx.");
  EXPECT_EQ(fixed(lines("ND-", "CP")), "xx.");
  EXPECT_EQ(fixed(lines("te<b>ch\u2010</b>", "no<b>logy</b>")), "xxxx.");
  EXPECT_EQ(fixed(lines("dan-", "Hoi")), "...");
  EXPECT_EQ(fixed(lines("dan-", "xa,")), "...");
  EXPECT_EQ(fixed(lines("Ca-na-", "da")), "xx.");
  EXPECT_EQ(fixed(lines("dan\u00AD", "xa")), "xx.");
  EXPECT_EQ(fixed(lines("-", "nhan")), "...");
  EXPECT_EQ(fixed(lines("2021-", "2025")), "...");
}

TEST(PageXml, LinesAndRegionsFollowTheirWords) {
  const std::string file =
      page("<Word id='w1'>" + equivalent("Uy", "conf='0.7'") + "</Word><Word>" + equivalent("ban") +
           "</Word>" + equivalent("Uy  ban"));
  const MarkupChunk one = chunk(MarkupFormat::kPage, file);
  EXPECT_EQ(one.text, "Uy ban");
  EXPECT_EQ(one.runs[0].confidence, 0.7);
  EXPECT_EQ(one.duplicates.size(), 2U);
  const SpliceResult out = changed(MarkupFormat::kPage, file, "Uy", "Ủy");
  std::string now = file;
  for (std::size_t at = 0; (at = now.find(">Uy", at)) != now.npos;) now.replace(at, 3, ">Ủy");
  EXPECT_EQ(out.bytes, now);
  EXPECT_EQ(out.changes.size(), 3U);
  EXPECT_EQ(out.changes[1].element, "l");
}

TEST(PageXml, OtherReadingsAndLettersStay) {
  const std::string file = "<PcGts><TextRegion><TextLine><Word><Glyph>" + equivalent("U") +
                           "</Glyph>" + equivalent("Uy", "index='0'") +
                           equivalent("Uv", "index='1'") +
                           "</Word></TextLine></TextRegion></PcGts>";
  EXPECT_EQ(text_of(MarkupFormat::kPage, file), "Uy");
}

TEST(PageXml, TheReadingOfTheLowestIndexCounts) {
  const auto line = [](const std::string& readings) {
    return "<PcGts><TextRegion><TextLine>" + readings + "</TextLine></TextRegion></PcGts>";
  };
  const std::string one = equivalent("Uy ban", "index='1'"), two = equivalent("Uv", "index='2'");
  EXPECT_EQ(text_of(MarkupFormat::kPage, line(one)), "Uy ban");
  EXPECT_EQ(text_of(MarkupFormat::kPage, line(one + two)), "Uy ban");
  EXPECT_EQ(text_of(MarkupFormat::kPage, line(two + one)), "Uy ban");
  EXPECT_EQ(text_of(MarkupFormat::kPage, line(two + one + equivalent("Ui") + equivalent("Uj"))),
            "Ui");
  const SpliceResult out = changed(MarkupFormat::kPage, line(two + one), "Uy", "Ủy");
  EXPECT_NE(out.bytes.find(">Ủy ban<"), std::string::npos);
}

TEST(PageXml, ALineWithoutWordsIsRunningText) {
  const std::string file = "<PcGts><TextRegion><TextLine>" + equivalent("ke ho ach") +
                           "</TextLine></TextRegion></PcGts>";
  EXPECT_NE(changed(MarkupFormat::kPage, file, "ho ach", "hoạch").bytes.find(">ke hoạch<"),
            std::string::npos);
}

TEST(Markdown, CodeFormulasAddressesAndTagsAreNoText) {
  const std::string file =
      "---\ntitle: Uy\n---\n# Ke hoach\n\n```\nUy ban\n```\n\n    Uy\n\n"
      "- **Uy** `ban` [nhan dan](http://a.vn/Uy)\n\n$Uy$ va $$\\frac{a}{b}$$ <b "
      "title=\"Uy\">dan</b>\n"
      "$$\nUy\n$$\n[1]: http://a.vn/Uy\n<!-- Uy\nban --> xa\n| Cot | Hai |\n|-----|:---:|\n| 5*3 | "
      "A&amp;B |\n";
  const MarkupChunk one = chunk(MarkupFormat::kMarkdown, file);
  EXPECT_EQ(one.bytes, file);
  EXPECT_EQ(one.text, "Ke hoach\n\n- Uy nhan dan\n\nva dan\nxa\nCot\tHai\n5*3\tA B");
}

TEST(Markdown, CodeOverLinesStays) {
  const auto now = [](const std::string& file) {
    return changed(MarkupFormat::kMarkdown, file, "dan", "dân").bytes;
  };
  EXPECT_EQ(now("dan `dan\ndan` dan\n"), "dân `dan\ndan` dân\n");
  EXPECT_EQ(now("``dan ` dan\ndan`` dan\n"), "``dan ` dan\ndan`` dân\n");
  EXPECT_EQ(now("dan `dan\n\ndan` dan\n"), "dân `dân\n\ndân` dân\n");
  EXPECT_EQ(now("- dan `dan\n- dan` dan\n"), "- dân `dân\n- dân` dân\n");
}

TEST(Markdown, IndentedCodeInAListIsDeeperThanItsText) {
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "- a\n\n      ma\n\n  b\n\n      ma\n"), "- a\n\nb");
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "1. a\n\n     b\n\n       ma\n"), "1. a\n\nb");
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "- a\n  - b\n\n        ma\n\nc\n\n    ma\n"),
            "- a\n- b\n\nc");
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "- a\n      b\n\n\tc\n"), "- a\nb\n\nc");
}

TEST(Markdown, WhatIsOpenedIsClosed) {
  for (const char* open :
       {"> ```\n> ma\n> ```\n", "1. ```sh\n   ma\n   ```\n", "---\n", "5 <C va\n", "$$ 100 trieu\n",
        "<pre>ma\nma</pre>\n", "$$\nma\n$$\n", "<div\nid='ma'>\n",
        "\xEF\xBB\xBF---\nten: ma\n---\n", "<!-- ma\nma -->\n"}) {
    const std::string text = text_of(MarkupFormat::kMarkdown, std::string(open) + "\nchu\n");
    EXPECT_NE(text.find("chu"), std::string::npos) << open;
    EXPECT_EQ(text.find("ma"), std::string::npos) << open;
  }
}

TEST(Markdown, AddressesAndAnchorsStay) {
  EXPECT_EQ(
      text_of(MarkupFormat::kMarkdown, "[a](http://x/b(1)-c.pdf \"t\") d {#e} [[f|g]] h[^1]\n"),
      "a d h ^1");
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "[^1]: chu thich\n"), "^1 : chu thich");
  EXPECT_EQ(text_of(MarkupFormat::kMarkdown, "<TABLE><TR><TD>a</TD><TD>b</TD></TR></TABLE>\n"),
            "a\tb");
}

TEST(Markdown, ALongLineCostsWhatItIsLong) {
  for (const char* part :
       {">", "<", "](", "[[", "`", "``` ` ", "$", "<code>x</code>", "&a", "](("}) {
    std::string line;
    while (line.size() < 500'000) line += part;
    std::size_t size = 0;
    for (const MarkupChunk& one : chunks(MarkupFormat::kMarkdown, line + "\n"))
      size += one.bytes.size();
    EXPECT_EQ(size, line.size() + 1) << part;
  }
}

TEST(Markdown, WordsOfRunningTextAreJoinedAndParted) {
  EXPECT_EQ(changed(MarkupFormat::kMarkdown, "**ke** ho ach\n", "ho ach", "hoạch").bytes,
            "**ke** hoạch\n");
  EXPECT_EQ(changed(MarkupFormat::kMarkdown, "kehoach\n", "kehoach", "kế hoạch").bytes,
            "kế hoạch\n");
  EXPECT_EQ(changed(MarkupFormat::kMarkdown, "ho**ach**\n", "hoach", "hoạch").bytes, "ho**ạch**\n");
}

TEST(PaddleJson, StringsUnderKeysOfTextAreLines) {
  const std::string file =
      R"({"res": {"rec_texts": ["Uy ban", "nhan dan"], "file": "Uy.png", "rec_scores": [0.9, 1]}})";
  const MarkupChunk one = chunk(MarkupFormat::kJson, file);
  EXPECT_EQ(one.text, "Uy ban\nnhan dan");
  EXPECT_EQ(one.runs.back().element, "/res/rec_texts/1");
  EXPECT_NE(changed(MarkupFormat::kJson, file, "Uy", "Ủ\"y").bytes.find(R"("Ủ\"y ban")"),
            std::string::npos);
}

TEST(PaddleJson, TextOfLayoutsIsMarkdown) {
  const std::string file =
      R"({"block_content": "<table class=\"cong\"><tr><td>Noi dung</td><td>$x_1$ 24\/10</td></tr>\n```\nma\n```"})";
  EXPECT_EQ(text_of(MarkupFormat::kJson, file), "Noi dung\t24/10");
}

TEST(PaddleJson, FormulasAreNoText) {
  EXPECT_EQ(
      text_of(MarkupFormat::kJson, R"({"spans": [{"bbox": [1], "content": "Uy", "type": "text"},
      {"bbox": [{"type": "text"}], "content": "ma", "type": "inline_equation"},
      {"type": "interline_equation", "content": "ma"}, {"content": "ban", "a": "type", "b": "equation"}]})"),
      "Uy\nban");
  EXPECT_EQ(text_of(MarkupFormat::kJson, R"([{"block_label": "formula", "block_content": "ma"}])"),
            "");
}

TEST(PaddleJson, LabelsMayHaveAnyName) {
  EXPECT_EQ(text_of(MarkupFormat::kJson,
                    "a\"[1].png\t[{\"transcription\": \"x\"}]\nb}.png\t[{\"transcription\": "
                    "\"y\"}]\n"),
            "x\n\ny");
}

TEST(PaddleJson, AReadingWithItsScoreIsOne) {
  const std::string file = R"([[[[0, 0], [9, 0], [9, 9], [0, 9]], ["Uy ban", 0.75]]])";
  const MarkupChunk one = chunk(MarkupFormat::kJson, file);
  EXPECT_EQ(one.text, "Uy ban");
  EXPECT_EQ(one.runs[0].confidence, 0.75);
}

TEST(PaddleJson, WhatWasAsciiStaysAscii) {
  const std::string file = R"({"text": "\u1ee6y ban\nnhan"})";
  EXPECT_EQ(text_of(MarkupFormat::kJson, file), "Ủy ban\nnhan");
  EXPECT_EQ(changed(MarkupFormat::kJson, file, "nhan", "nhân").bytes,
            R"({"text": "\u1ee6y ban\nnh\u00e2n"})");
  EXPECT_EQ(changed(MarkupFormat::kJson, file, "Ủy", "Ư").bytes, R"({"text": "\u01af ban\nnhan"})");
}

struct Bad {
  const char* name;
  MarkupFormat format;
  std::string file;
};

class BadMarkup : public ::testing::TestWithParam<Bad> {};

TEST_P(BadMarkup, IsOneErrorWithTheNameOfTheFile) {
  try {
    (void)chunks(GetParam().format, GetParam().file);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kInput);
    EXPECT_TRUE(std::string(error.what()).find("file: ") == 0) << error.what();
  }
}

std::string repeated(const std::string& what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

INSTANTIATE_TEST_SUITE_P(
    All, BadMarkup,
    ::testing::Values(
        Bad{"empty", MarkupFormat::kAlto, ""}, Bad{"cut", MarkupFormat::kAlto, "<alto><Layout>"},
        Bad{"of_another_kind", MarkupFormat::kAlto, "<html></html>"},
        Bad{"html", MarkupFormat::kHocr, "<html><br></html>"},
        Bad{"entities", MarkupFormat::kHocr,
            "<!DOCTYPE html [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><html>&c;</html>"},
        Bad{"latin_1", MarkupFormat::kPage, "<?xml version='1.0' encoding='ISO-8859-1'?><PcGts/>"},
        Bad{"utf_16", MarkupFormat::kPage, std::string("\xFF\xFE<\0P\0", 6)},
        Bad{"deep", MarkupFormat::kAlto, "<alto>" + repeated("<a>", 300)},
        Bad{"json_cut", MarkupFormat::kJson, "{\"text\": \"a"},
        Bad{"json_brackets", MarkupFormat::kJson, "[}"},
        Bad{"python", MarkupFormat::kJson, "{'text': 'a'}"},
        Bad{"text", MarkupFormat::kJson, "Uy ban"}, Bad{"nothing", MarkupFormat::kJson, " \n"},
        Bad{"json_deep", MarkupFormat::kJson, repeated("[", 300)}),
    [](const auto& given) { return given.param.name; });

TEST(Escaping, KnowsWhatItCannotRead) {
  EXPECT_EQ(unescape("&nbsp;", Escaping::kXmlText), std::nullopt);
  EXPECT_EQ(unescape("&#x110000;", Escaping::kXmlText), std::nullopt);
  EXPECT_EQ(unescape("&#xD800;", Escaping::kXmlText), std::nullopt);
  EXPECT_EQ(unescape("a &", Escaping::kXmlText), std::nullopt);
  EXPECT_EQ(unescape("\\ud83d", Escaping::kJson), std::nullopt);
  EXPECT_EQ(unescape("\\q", Escaping::kJson), std::nullopt);
  EXPECT_EQ(unescape("\\ud83d\\ude00", Escaping::kJson), "\xF0\x9F\x98\x80");
}

}  // namespace
}  // namespace codau::markup
