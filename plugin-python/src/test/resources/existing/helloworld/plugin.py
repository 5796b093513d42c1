import json

from flask import request

from DivvyBlueprints.v2 import Blueprint
from DivvyDb import DivvyDbObjects
from DivvyPlugins.hookpoints import hookpoint
from DivvyPlugins.plugin_helpers import register_api_blueprint, unregister_api_blueprints
from DivvyPlugins.plugin_metadata import PluginMetadata
from DivvyUtils.flask_helpers import JsonResponse


class metadata(PluginMetadata):
    version = '1.0'
    author = 'Example Corp.'
    nickname = 'HelloWorld'
    default_language_description = 'Says hello'


blueprint = Blueprint('helloworld', __name__, static_folder='html', template_folder='html')


@blueprint.routeAuthenticated('/list', methods=['GET'])
def get_list():
    return JsonResponse([{'Name': name} for name in request.args.getlist('name')])


@blueprint.route('/echo', methods=['POST', 'PUT'])
def echo():
    data = request.get_json() or {}
    return JsonResponse(json.dumps({'method': request.method, 'data': data}))


@blueprint.routeUnauthenticated('/ping')
def ping():
    return 'pong', 202


@blueprint.route('/item/<int:item_id>')
def item(item_id):
    return JsonResponse({'id': item_id})


@hookpoint('divvycloud.instance.create')
def on_instance(resource, user_resource_id=None):
    pass


def load():
    register_api_blueprint(blueprint)


def unload():
    unregister_api_blueprints()
