"""What the scripts of the frame do for hands, eyes and ears."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.core.frame_urls")]


@pytest.fixture
def page(page_of, maria):
    """The page of tests/core, open for Maria."""
    page = page_of(maria)
    page.goto("/try/")
    return page


def ticked(page):
    return page.locator("[data-row] input:checked").evaluate_all("boxes => boxes.map(b => b.value)")


def test_the_files_also_work_as_they_stand(page_of, settings, maria):
    """DEBUG serves them so; all other tests load them as they are put together."""
    settings.STATICFILES_DIRS = [settings.BASE_DIR / "static"]
    page = page_of(maria)
    page.goto("/try/")
    assert page.evaluate("performance.getEntriesByType('resource').length") > 50
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of this page")).to_be_visible()


def test_counts_come_after_the_page(page):
    expect(page.locator("#count-mine")).to_have_text("999+ tickets")


def test_keys_walk_and_tick_the_rows(page):
    for key in ("j", "j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    expect(page.locator("#row-d")).to_be_focused()
    expect(page.locator("[data-row] input:checked")).to_have_count(3)
    assert ticked(page) == ["b", "c", "d"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/try/?row=d")


def test_a_row_has_keys_of_its_own(page):
    for key in ("j", "j", "w"):
        page.keyboard.press(key)
    page.wait_for_url("**/try/?given=b")


def test_the_list_begins_where_the_address_says(page):
    page.goto("/try/?back#row-c")
    expect(page.locator("#row-c")).to_be_focused()


def test_a_sequence_goes_to_a_place(page):
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/try/?q=is%3Aopen+holder%3Ame")


def test_no_key_acts_while_one_types(page):
    page.locator("#id_text").press_sequentially("cjxt?/")
    expect(page.locator("#id_text")).to_have_value("cjxt?/")
    assert page.url.endswith("/try/")
    assert ticked(page) == []


def test_no_single_key_acts_for_those_who_switched_them_off(page_of, maria):
    maria.single_keys = False
    maria.save()
    page = page_of(maria)
    page.goto("/try/")
    page.keyboard.press("c")
    page.keyboard.press("j")
    expect(page.locator("body")).to_be_focused()
    assert page.url.endswith("/try/")


def test_the_list_of_keys_is_the_pages_own(page):
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of this page")
    for words in ("Take", "Status", "Customers", "Tick the row", "Give"):
        expect(dialog.get_by_text(words, exact=True)).to_be_visible()
    page.keyboard.press("t")
    expect(page.locator(".toast")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_menu_opens_walks_and_closes_by_keys(page):
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Open", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Closed")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("main summary")).to_be_focused()
    expect(page.locator("main details")).not_to_have_attribute("open", "")


def test_a_menu_closes_by_a_click_elsewhere(page):
    page.locator("main summary").click()
    page.get_by_role("heading", name="Try").click()
    expect(page.locator("main details")).not_to_have_attribute("open", "")


def test_a_suggested_reason_fills_its_field(page):
    page.locator("main summary").click()
    page.get_by_role("button", name="is away").click()
    expect(page.locator("#why")).to_have_value("is away")
    expect(page.locator("#why")).to_be_focused()


def test_a_dialog_takes_the_focus_and_gives_it_back(page):
    page.locator("#ask").focus()
    page.keyboard.press("m")
    expect(page.get_by_role("dialog", name="Merge?")).to_be_visible()
    expect(page.locator("#into")).to_be_focused()
    page.get_by_role("button", name="Keep both").click()
    expect(page.locator("#ask")).to_be_focused()


def test_a_change_is_said_and_can_be_undone_by_a_key(page):
    page.keyboard.press("t")
    expect(page.locator("#live")).to_have_text(re.compile("Taken #42"))
    expect(page.locator("#live")).to_have_text(re.compile("Part of Alex"))
    expect(page.locator(".toast")).to_contain_text("Taken #42")
    with page.expect_request("**/undo/42/"):
        page.keyboard.press("z")
    expect(page.locator(".toast")).to_have_count(0)


def test_a_toast_that_is_pointed_at_stays(page):
    page.clock.install()
    page.goto("/try/?say=Done")
    page.locator(".toast").hover()
    page.clock.run_for(60_000)
    expect(page.locator(".toast")).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(9_000)
    expect(page.locator(".toast")).to_be_visible()
    page.clock.run_for(5_000)
    expect(page.locator(".toast")).to_have_count(0)


def test_a_refused_form_comes_back_with_its_first_error_in_focus(page):
    page.locator("#id_text").fill("kept")
    page.locator("#id_text").press("Control+Enter")
    expect(page.locator("#id_email")).to_be_focused()
    expect(page.locator("#id_email")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_text")).to_have_value("kept")


def test_what_is_not_there_is_told_with_a_number(page):
    page.locator("#fail").click()
    expect(page.locator(".toast")).to_have_text(re.compile(r"no longer here.*\([0-9a-f]{16}\)"))


def test_files_add_up_and_can_be_taken_back(page):
    field = page.locator("#id_files")
    for name in ("one.txt", "two.txt"):
        field.set_input_files({"name": name, "mimeType": "text/plain", "buffer": b"x"})
    page.get_by_role("button", name="Remove one.txt").click()
    expect(page.get_by_role("button", name="Remove one.txt")).to_have_count(0)
    assert field.evaluate("field => [...field.files].map(file => file.name)") == ["two.txt"]


def test_the_theme_changes_at_once(page):
    page.get_by_role("button", name="Switch between light and dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_phone_opens_the_rail_from_its_foot(page_of, maria):
    page = page_of(maria, width=390, height=844)
    page.goto("/try/")
    expect(page.get_by_role("link", name="Customers")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("link", name="Customers").click()
    page.wait_for_url("**/customers/")


def test_the_frame_is_sound(page_of, assert_sound, lisa):
    page = page_of(lisa)
    page.goto("/try/?say=Done")
    expect(page.locator(".toast")).to_be_visible()
    assert_sound(page, everywhere=True)


@pytest.mark.parametrize("code", [400, 403, 404, 500])
@pytest.mark.parametrize("signed_in", [True, False])
def test_an_error_page_is_sound(page_of, assert_sound, complaints, lisa, code, signed_in):
    page = page_of(lisa if signed_in else None)
    page.goto(f"/wrong/{code}/")
    expect(page.locator("h1")).to_be_visible()
    assert_sound(page, everywhere=True)
    complaints[:] = [words for words in complaints if f"a status of {code}" not in words]


def test_the_third_column_is_a_drawer_where_there_is_no_room(page_of, assert_sound, lisa):
    page = page_of(lisa, width=1440)
    page.goto("/try/")
    expect(page.get_by_text("Every agent")).to_be_visible()
    expect(page.get_by_role("button", name="Details")).to_be_hidden()
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(page.get_by_text("Every agent")).to_be_hidden()
    page.get_by_role("button", name="Details").click()
    expect(page.get_by_text("Every agent")).to_be_visible()
    assert_sound(page)


@pytest.mark.parametrize("width", [390, 1024])
def test_under_a_thumb_every_target_is_large(page_of, lisa, width):
    page = page_of(lisa, width=width, has_touch=True, is_mobile=True)
    page.goto("/try/?say=Done")
    page.locator("main summary").click()
    targets = page.locator(
        "button, summary, label.check, .nav__link, .tabbar__link, input.input, select"
    )
    expect(page.locator(".menu[open] .menu__item").first).to_be_visible()
    assert targets.evaluate_all(TOO_SMALL) == []


TOO_SMALL = """targets => targets
  .filter(target => target.checkVisibility({visibilityProperty: true}))
  .filter(target => target.getBoundingClientRect().height < 44)
  .map(target => target.outerHTML)"""


def test_an_open_dialog_is_sound(page, assert_sound):
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert_sound(page, everywhere=True)


def test_an_open_rail_on_a_phone_is_sound(page_of, assert_sound, lisa):
    page = page_of(lisa, width=320, height=640)
    page.goto("/try/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Customers")).to_be_visible()
    assert_sound(page)


def test_everything_works_without_a_script(page_of, maria):
    page = page_of(maria, java_script_enabled=False)
    page.goto("/try/?say=Done")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url("**/undo/1/")
