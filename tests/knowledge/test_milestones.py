from communique.knowledge import milestones


def test_milestones_have_names_and_a_source():
    found = milestones()
    names = [name for one in found for name in one.names]
    assert len(names) == len(set(names))
    assert all(one.names and one.source for one in found)


def test_they_stand_in_the_order_of_their_days():
    days = [one.day for one in milestones()]
    assert days == sorted(days)
